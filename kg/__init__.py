"""报谱 Baopu: newspaper pages in, a knowledge graph with evidence out."""
