using System.Text.Json.Nodes;

namespace Trading.Scoring.Tests;

/// <summary>
/// Slips that a damage somewhere would seldom make: one rule of the later keys is broken, or nearly. A slip is a few
/// edits, <c>path=value | path=value</c>; in a path <c>*</c> is one element, <c>#</c> is each, and nothing after the
/// sign removes the key. What the path needs and does not find is left alone.
/// </summary>
internal sealed class RandomSlip(Random random, JsonObject root)
{
    /// <summary>The key of the outer object without which a slip says nothing new, and the edits.</summary>
    private static readonly (string Needs, string Edits)[] All =
    [
        // terms
        ("pack", """parameters={"meanFrom":[{}]}"""),
        ("pack", """parameters={"lowestShare":0,"ceilingK":1}"""),
        ("pack", """parameters={"floorBelow":0,"floorAbove":0}"""),
        ("parameters", """parameters.meanFrom=[{"low":1,"high":"1/2"}]"""),
        (
            "parameters",
            """parameters.meanFrom=[{"of":"ceiling"}] | parameters.ceilingShare= | ceilingFen= | ceilingMillionths="""
        ),
        ("parameters", """parameters.meanFrom=[{"drop":[{"from":3},{"from":3}]}]"""),
        ("parameters", """parameters.meanFrom=[{},{"drop":[{"from":2,"lowest":1,"highest":1}]}]"""),
        (
            "parameters",
            """parameters.deductAbove=[{"fromPercent":1,"perPercent":1},{"fromPercent":1,"perPercent":2}]"""
        ),
        (
            "parameters",
            """parameters.deductBelow=[{"fromPercent":2,"perPercent":1},{"fromPercent":1,"perPercent":2}]"""
        ),
        ("pack", """rounding=[{"at":"total","digits":2,"mode":"up"},{"at":"item","digits":2,"mode":"up"}]"""),
        ("pack", """rounding=[{"at":"deviation","digits":0,"mode":"up"}]"""),
        ("pack", """rounding=[{"at":"line","digits":0,"mode":"down"}]"""),
        ("pack", """priceParts=[{"id":"p0","kind":"amount"}]"""),
        ("priceParts", """priceParts.*.id="p0" """),
        ("priceParts", """priceParts=[{"id":"p0","kind":"unit-prices"}]"""),
        ("priceParts", """priceParts=[{"id":"p0","kind":"base-rate"}]"""),
        ("priceParts", """priceParts=[{"id":"p0","kind":"yearly"}]"""),
        ("priceParts", """priceParts.*.lines=[{"id":"l0","quantityMillionths":1}]"""),
        ("priceParts", """priceParts=[{"id":"p0","kind":"amount","baseFen":1}]"""),
        ("priceParts", "priceParts.*.years=2"),
        ("priceParts", "priceParts.*.interestMillionths=0"),
        (
            "priceParts",
            """
            priceParts=[{"id":"p0","kind":"unit-prices",
                "lines":[{"id":"l0","quantityMillionths":1},{"id":"l0","quantityMillionths":1}]}]
            """
        ),
        ("priceParts", """priceParts=[{"id":"p0","kind":"yearly","years":1}]"""),
        ("priceParts", "priceParts.#.factor=0"),
        ("pack", """preferences={"smallPermille":99}"""),
        ("pack", """preferences={"domesticPermille":200}"""),
        ("pack", "compareWithoutTax=true"),
        // bids
        ("pack", """preferences={"smallPermille":50} | bids.*.isSmall=true | bids.*.adjustPermille=200"""),
        ("pack", """bids.*.rejection={"ground":"other","reason":"r"}"""),
        ("pack", """bids.*.parts=[{"part":"p0","fen":1}]"""),
        ("priceParts", """bids.*.quotation={"items":[{"id":"i","unitFen":1,"quantityMillionths":1,"totalFen":1}]}"""),
        ("priceParts", """bids.*.parts.*.part="p9" """),
        ("priceParts", """bids.*.parts.*.part="p0" """),
        ("priceParts", "bids.*.parts.*.fen="),
        ("priceParts", "bids.*.parts.*.lines="),
        ("priceParts", "bids.*.parts.#.fen=7"),
        ("priceParts", "bids.*.parts.#.millionths=7"),
        ("priceParts", """bids.*.parts.*.lines.*.line="l9" """),
        ("priceParts", """bids.*.parts.*.lines.*.line="l0" """),
        ("priceParts", "bids.*.parts=[]"),
        ("priceParts", "bids.*.parts.*.lines=[]"),
        ("compareWithoutTax", "bids.*.taxPermille="),
        ("pack", "bids.*.quotation.confirmed="),
        (
            "priceParts",
            Offers("""{"id":"p0","kind":"list-discount","baseFen":9}""", """{"part":"p0","millionths":1000001}""")
        ),
        ("priceParts", Offers("""{"id":"p0","kind":"amount"}""", """{"part":"p0","fen":0}""")),
        (
            "priceParts",
            Offers(
                """{"id":"p0","kind":"amount","factor":0},{"id":"p1","kind":"yearly","years":1}""",
                """{"part":"p0","fen":5},{"part":"p1","fen":0}"""
            )
        ),
        (
            "priceParts",
            Offers(
                """{"id":"p0","kind":"unit-prices","lines":[{"id":"l0","quantityMillionths":1000000000000000}]}""",
                """{"part":"p0","lines":[{"line":"l0","unitFen":1000000}]}"""
            )
        ),
        // what is left once all else is right
        (
            "parameters",
            """
            rounding=[{"at":"benchmark","digits":0,"mode":"down"}] | parameters.ceilingShare= | priceParts=
             | bids.#.parts= | bids.#.priceFen=7 | bids.#.quotation=
            """
        ),
    ];

    public void Apply()
    {
        var (_, edits) = random.Pick([.. All.Where(slip => root.ContainsKey(slip.Needs))]);
        foreach (var edit in edits.Split('|'))
        {
            var sign = edit.IndexOf('=', StringComparison.Ordinal);
            Set(root, edit[..sign].Trim().Split('.'), edit[(sign + 1)..].Trim());
        }
    }

    private static string Offers(string parts, string offers) =>
        $"priceParts=[{parts}] | bids.#.priceFen= | bids.#.quotation= | bids.#.parts=[{offers}]";

    private void Set(JsonNode? node, ReadOnlySpan<string> path, string value)
    {
        if (path is ["*" or "#", ..])
        {
            if (node is not JsonArray { Count: > 0 } list)
                return;
            var one = random.Next(list.Count);
            for (var i = 0; i < list.Count; i++)
            {
                if (path[0] == "#" || i == one)
                    Set(list[i], path[1..], value);
            }
        }
        else if (node is JsonObject inner)
        {
            if (path.Length > 1)
                Set(inner[path[0]], path[1..], value);
            else if (value.Length == 0)
                inner.Remove(path[0]);
            else
                inner[path[0]] = JsonNode.Parse(value);
        }
    }
}
