using System.Text;
using System.Text.Json.Nodes;

namespace Trading.Recount.Tests;

/// <summary>
/// Files to count, and small edits of them: <c>bids[0].priceFen=5 | members=null | bids[2].brand=</c> (nothing after
/// the sign removes the key).
/// </summary>
internal static class Script
{
    /// <summary>
    /// The tender of section 12.1. Sheets run by bid, member, criterion: a 0..5, b 6..11, c 12..17; even ones are
    /// quality, odd ones service.
    /// </summary>
    public static string Goods { get; } =
        Build(
            "procurement-goods",
            "lowest-price-benchmark",
            """
            {"id":"price","kind":"price","weightPermille":300},
            {"id":"quality","kind":"subjective","weightPermille":500,"maxHundredths":10000,"stepHundredths":50},
            {"id":"service","kind":"objective","weightPermille":200,"maxHundredths":2000,"stepHundredths":100}
            """,
            """{"id":"a","priceFen":90000000},{"id":"b","priceFen":100000000,"adjustPermille":100},{"id":"c","priceFen":120000000}""",
            Sheets("a", [8000, 8500, 9000], 1000)
                + ","
                + Sheets("b", [9000, 9000, 9100], 2000)
                + ","
                + Sheets("c", [7000, 7000, 7000], 1500)
        );

    /// <summary>The tender of section 12.2.</summary>
    public static string Average { get; } =
        Edit(
            PriceOnly(
                "construction-national",
                "average-benchmark",
                ("p1", 70_000),
                ("p2", 88_000),
                ("p3", 90_000),
                ("p4", 92_000),
                ("p5", 100_000)
            ),
            """ceilingFen=100000 | parameters={"K":"19/20","ceilingShare":"1/2","dropFrom":5,"dropEach":1,"deductAbove":1,"deductBelow":"1/2"}"""
        );

    /// <summary>The tender of section 12.3.</summary>
    public static string Evaluated { get; } =
        Edit(
            PriceOnly(
                "construction-national",
                "lowest-evaluated-price",
                ("a", 1_000_000),
                ("b", 1_010_000),
                ("c", 1_030_000)
            ),
            """bids[0].deviations=[{"id":"d","fen":20000}] | bids[2].deviations=[{"id":"d","fen":-20000}]"""
        );

    public static string PriceOnly(string pack, string method, params (string Id, long Fen)[] bids) =>
        Build(
            pack,
            method,
            """{"id":"price","kind":"price","weightPermille":1000}""",
            string.Join(",", bids.Select(b => $$"""{"id":"{{b.Id}}","priceFen":{{b.Fen}}}""")),
            ""
        );

    public static string Build(string pack, string method, string criteria, string bids, string sheets) =>
        $$"""{"format":"trading-score/1","pack":"{{pack}}","method":"{{method}}","criteria":[{{criteria}}],"bids":[{{bids}}],"sheets":[{{sheets}}]}""";

    public static string Sheet(string member, string bid, string criterion, long hundredths) =>
        $$"""{"member":"{{member}}","bid":"{{bid}}","criterion":"{{criterion}}","hundredths":{{hundredths}}}""";

    public static string Edit(string json, string edits)
    {
        var root = JsonNode.Parse(json)!;
        foreach (var edit in edits.Split(" | ", StringSplitOptions.RemoveEmptyEntries))
        {
            var sign = edit.IndexOf('=', StringComparison.Ordinal);
            Set(
                root,
                edit[..sign]
                    .Trim()
                    .Replace("[", ".", StringComparison.Ordinal)
                    .Replace("]", "", StringComparison.Ordinal)
                    .Split('.'),
                edit[(sign + 1)..].Trim()
            );
        }

        return root.ToJsonString();
    }

    public static Recounted Score(string json) => Recount.Score(Encoding.UTF8.GetBytes(json));

    public static Recounted CheckTerms(string json) => Recount.CheckTerms(Encoding.UTF8.GetBytes(json));

    /// <summary>Rows as text: id, price, technical, total, rounded, rank.</summary>
    public static string[] Rows(string json)
    {
        var counted = Score(json);
        Assert.Equal((null, null), (counted.ErrorCode, counted.ErrorPath));
        return
        [
            .. counted.Rows.Select(r =>
                $"{r.Bid} {r.Price} {r.Technical} {r.Total} {r.Rounded} {r.Rank?.ToString() ?? "-"}"
            ),
        ];
    }

    public static void IsRefused(string json, string code, string path)
    {
        var counted = Score(json);
        Assert.Equal((code, path), (counted.ErrorCode, counted.ErrorPath));
        Assert.Empty(counted.Rows);
        Assert.Empty(counted.Candidates);
        Assert.Empty(counted.Reasons);
        Assert.Empty(counted.Corrections);
    }

    private static string Sheets(string bid, int[] quality, int service) =>
        string.Join(
            ",",
            quality.Select(
                (q, m) => Sheet($"m{m + 1}", bid, "quality", q) + "," + Sheet($"m{m + 1}", bid, "service", service)
            )
        );

    private static void Set(JsonNode root, string[] steps, string raw)
    {
        var node = steps[..^1].Aggregate(root, (at, step) => at is JsonArray list ? list[int.Parse(step)]! : at[step]!);
        var value = raw.Length == 0 || raw == "null" ? null : JsonNode.Parse(raw);
        switch (node)
        {
            case JsonArray list when int.Parse(steps[^1]) == list.Count:
                list.Add(value);
                break;
            case JsonArray list:
                list[int.Parse(steps[^1])] = value;
                break;
            case JsonObject item when raw.Length == 0:
                item.Remove(steps[^1]);
                break;
            default:
                node[steps[^1]] = value;
                break;
        }
    }
}
