"""Getting facts in: fact documents, the gazetteer, the register of city networks."""
