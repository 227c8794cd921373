"""What the page of questions is made of: the answer, its drawing, exports, history, feedback."""
