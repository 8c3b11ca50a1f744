using Trading.Rooms.Papers;
using Trading.Rooms.Starts;

namespace Trading.Rooms.Rooms;

/// <summary>
/// What may not stand in a question or an answer: who else offers, and how anybody stands. It finds words, no meanings:
/// people read every text too. Source: docs/spec/room.md, "Questions".
/// </summary>
internal static class HintFilter
{
    private static readonly string[] Hints =
    [
        "得分",
        "评分结果",
        "排名",
        "名次",
        "中标候选",
        "其他投标人",
        "其他供应商",
        "报价最低",
        "降低报价",
        "调整报价",
        "score",
        "ranking",
        "other bidder",
        "lower your price",
        "change your price",
    ];

    /// <summary>What of a text tells somebody else's identity, or null.</summary>
    public static string? Identity(RoomStart start, string bid, string text) =>
        start
            .Bids.Where(b => b.Id != bid)
            .SelectMany(b => new[] { b.Name, b.Code, b.Id })
            .FirstOrDefault(word => word.Length > 1 && Has(text, word));

    /// <summary>What of a question hints at a standing or at another offer, or null.</summary>
    public static string? Hint(string text) => Hints.FirstOrDefault(word => Has(text, word));

    // Spaces between letters, letters that draw nothing and wide ones hide a name from a search and not from a reader.
    private static bool Has(string text, string word) =>
        Bare(word) is { Length: > 0 } bare && Bare(text).Contains(bare, StringComparison.OrdinalIgnoreCase);

    private static string Bare(string text) =>
        string.Concat(Unseen.Without(text).Select(c => c is >= '\uFF01' and <= '\uFF5E' ? (char)(c - 0xFEE0) : c));
}
