"""Facts from a dependency parse: what a sentence states, of whom, and how surely.

package       where the English pipeline lies, and whether it is whole
phrases       the noun phrase of a word, as one end of a fact or as several
whole         a name whole, of which the rules took a piece
bounds        where a noun phrase begins and ends
verbs         what a verb says with its helpers: tense, denial, possibility
clauses       whether a clause states anything, and on whose word
statements    subject, predicate, object of every verb, apposition and possessive
antecedents   whom "he", "its" and "the film" stand for, where that is sure
reading       the facts of a passage
"""
