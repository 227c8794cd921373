"""Lists of relations of persons and works, behind one door: hints for the reader (`door`)."""
