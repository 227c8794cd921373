"""Boxes of mails, and the months of a mailing list in plain text."""

from pathlib import Path

from indexing.readers.formats import read

MONTH = """From ida.moe at velm.example  Mon May  3 10:00:00 2021
From: ida.moe at velm.example (Ida Moe)
Date: Mon, 3 May 2021 10:00:00 +0200
Subject: [Ferries] The new boat
Message-ID: <1@velm.example>

The new boat takes 40 cars.
From Oslo it goes to Velm.
-------------- next part --------------
A non-text attachment was scrubbed...
Name: plan of the boat.dwg
Type: application/acad
Size: 67461 bytes
Desc: not available
URL: <https://lists.velm.example/attachments/1/plan.dwg>

From o.brask at velm.example  Tue May  4 08:30:00 2021
From: o.brask at velm.example (o.brask at velm.example)
Date: Tue, 4 May 2021 08:30:00 +0200
Subject: Re: [Ferries] The new boat
In-Reply-To: <1@velm.example>

> The new boat takes 40 cars.
> _______________________________________________
> Ferries mailing list
> Ferries at lists.velm.example
> https://lists.velm.example/mailman/listinfo/ferries

And how many lorries?
-------------- next part --------------
An HTML attachment was scrubbed...
URL: <https://lists.velm.example/attachments/2/attachment.html>
_______________________________________________
Ferries mailing list
Ferries at lists.velm.example
https://lists.velm.example/mailman/listinfo/ferries
"""


def test_the_month_of_a_mailing_list_is_read_mail_by_mail():
    first, second = read(Path("2021-May.txt"), MONTH.encode()).documents
    assert (first.title, first.author, first.date) == (
        *("The new boat", "Ida Moe <ida.moe at velm.example>", "2021-05-03"),
    )
    assert first.text.split("\n\n")[2:] == [
        "The new boat takes 40 cars.",
        "From Oslo it goes to Velm.",
        "Attachment: plan of the boat.dwg",
    ]
    assert (second.title, second.author) == ("Re: The new boat", "o.brask at velm.example")
    assert [(b.kind, second.text[b.start : b.end]) for b in second.blocks][2:] == [
        ("quote", "The new boat takes 40 cars."),
        ("paragraph", "And how many lorries?"),
    ]


def test_a_tag_that_few_subjects_have_stays():
    raw = MONTH.replace("Re: [Ferries]", "[Solved]").encode()
    assert [d.title for d in read(Path("a.txt"), raw).documents] == [
        *("[Ferries] The new boat", "[Solved] The new boat"),
    ]


def test_a_text_that_begins_with_from_is_no_box():
    raw = b"From Oslo to Velm in 2021\n\nDate: a day in May.\n"
    (text,) = read(Path("a.txt"), raw).documents
    assert text.text.startswith("From Oslo")
