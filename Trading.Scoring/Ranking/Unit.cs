namespace Trading.Scoring;

/// <summary>
/// Who counts as one bidder: all standing bids of a brand where the pack says so, otherwise each bid
/// (procurement-87:31).
/// </summary>
/// <param name="Brand">The brand, or null.</param>
/// <param name="Bid">The bid's index; −1 for a brand.</param>
internal readonly record struct Unit(string? Brand, int Bid)
{
    public static Unit Of(Tender tender, int bid) =>
        tender.Pack.OneBrandOneBidder && tender.Bids[bid].Brand is { } brand
            ? new Unit(brand, -1)
            : new Unit(null, bid);

    /// <summary>
    /// Of a unit's equal bids the one that was chosen; all of them where nobody chose, or chose none of them.
    /// </summary>
    public static IReadOnlyList<int> Choose(Tender tender, IReadOnlyList<int> equals)
    {
        var brand = Of(tender, equals[0]).Brand;
        var chosen = brand is null ? null : tender.BrandChosen.FirstOrDefault(c => c.Brand == brand);
        var match = chosen is null ? [] : equals.Where(i => tender.Bids[i].Id == chosen.BidId).ToList();
        return match.Count == 1 ? match : equals;
    }
}
