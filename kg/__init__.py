"""报谱 Baopu: newspaper pages in, a knowledge graph with evidence out.

    from kg import build, open_graph

    build(["seeds"], out="out")
    for row in open_graph("out").ask("谁说了什么", 说话人="王江"):
        print(row["引语"])
"""
