namespace Trading.Scoring;

/// <summary>
/// What one price does to a result, everything else as it is in the file: the tender is scored afresh at each price.
/// </summary>
/// <param name="tender">A tender that can be scored.</param>
/// <param name="bid">Index of a bid whose price <see cref="CanVary"/>.</param>
public sealed class PriceSweep(Tender tender, int bid)
{
    private const int Million = 1_000_000;

    /// <summary>
    /// Whether the bid has one figure that may be another: it stands on what was read out alone, without parts and
    /// without figures that would correct it.
    /// </summary>
    public static bool CanVary(Tender tender, int bid) =>
        tender.PriceParts is null
        && tender.Bids[bid] is { IsValid: true, Quotation: null } found
        && (found.PriceFen ?? found.Millionths) is not null;

    /// <summary>The same tender with another price read out for one bid, in fen or millionths.</summary>
    public static Tender At(Tender tender, int bid, long price) =>
        tender with
        {
            Bids = [.. tender.Bids.Select((b, i) => i == bid ? At(b, price) : b)],
        };

    /// <summary>The fault that a file with this price would have in its form (4.1), or null.</summary>
    /// <param name="tender">The tender.</param>
    /// <param name="bid">Index of the bid.</param>
    /// <param name="price">Fen or millionths.</param>
    public static Fault? Check(Tender tender, int bid, long price)
    {
        var most = tender.Quote == QuoteKind.Amount ? TenderReader.MostFen : TenderReader.MostMillionths;
        var place = Place.Root.At("bids").At(bid).At(tender.PriceKey);
        return price >= 0 && price <= most
            ? null
            : new Fault(FaultCode.OutOfRange, place.ToString(), Faults.FormRule, "");
    }

    /// <summary>From which to which price there is something to see, in fen or millionths.</summary>
    public (long Low, long High) Range()
    {
        var quoted = Quoted().Order().ToList();
        var (low, high) = (quoted[0] / 2, quoted[^1] + (quoted[^1] / 2));
        return tender.Quote == QuoteKind.Discount
            ? (long.Max(0, low), long.Min(Million - 1, high))
            : (long.Max(1, low), long.Max(1, high));
    }

    /// <summary>
    /// So many prices at equal steps over the range, and those that stand in the file, lowest first. Scored one after
    /// another, as they are asked for.
    /// </summary>
    public IEnumerable<SweepPoint> Points(int steps)
    {
        var (low, high) = Range();
        return Enumerable
            .Range(0, steps + 1)
            .Select(i => low + ((high - low) / steps * i) + ((high - low) % steps * i / steps))
            .Concat(Quoted().Where(q => low <= q && q <= high))
            .Distinct()
            .Order()
            .Select(Score);
    }

    /// <summary>
    /// Where the first place changes hands between two points: each change to the fen, found by halving, or as closely
    /// as the runs allow. A change that is taken back between two points stays unseen.
    /// </summary>
    /// <param name="points">Lowest first.</param>
    /// <param name="mostRuns">How often the tender may be scored.</param>
    public IEnumerable<WinnerChange> Changes(IReadOnlyList<SweepPoint> points, int mostRuns)
    {
        var runs = 0;
        for (var i = 1; i < points.Count; i++)
        {
            var (left, right) = (points[i - 1], points[i]);
            while (!left.HasWinnersOf(right))
            {
                var (last, then) = (left, right);
                for (; then.Price - last.Price > 1 && runs < mostRuns; runs++)
                {
                    var middle = Score(last.Price + ((then.Price - last.Price) / 2));
                    (last, then) = middle.HasWinnersOf(left) ? (middle, then) : (last, middle);
                }
                yield return new WinnerChange(last.Price, then.Price, left.Winners, then.Winners);
                left = then;
            }
        }
    }

    /// <summary>The result at one price.</summary>
    public SweepPoint Score(long price)
    {
        var result = Scorer.Score(At(tender, bid, price));
        if (result.Outcome is not { } outcome)
            return new SweepPoint(price, null, null, []);
        var row = outcome.Rows.FirstOrDefault(r => r.BidId == tender.Bids[bid].Id);
        var candidates = outcome.Rows.Where(r => outcome.Candidates.Contains(r.BidId)).ToList();
        var first = candidates.Min(r => r.Rank);
        return new SweepPoint(
            price,
            row?.Price,
            row?.Rank,
            [.. candidates.Where(r => r.Rank == first).Select(r => r.BidId)]
        );
    }

    private IEnumerable<long> Quoted() =>
        tender.Bids.Where(b => b.IsValid).Select(b => b.PriceFen ?? b.Millionths).OfType<long>();

    private static Bid At(Bid bid, long price) =>
        bid.PriceFen is null ? bid with { Millionths = price } : bid with { PriceFen = price };
}

/// <summary>The result at one price of one bid.</summary>
/// <param name="Price">Fen or millionths.</param>
/// <param name="Score">F of its price; null where it is not scored.</param>
/// <param name="Rank">Its rank, or null.</param>
/// <param name="Winners">Ids of the first candidates; several where they share the place, none where there are
/// none.</param>
public sealed record SweepPoint(long Price, Fraction? Score, int? Rank, IReadOnlyList<string> Winners)
{
    internal bool HasWinnersOf(SweepPoint other) => Winners.SequenceEqual(other.Winners, StringComparer.Ordinal);
}

/// <summary>A change of the first place.</summary>
/// <param name="LastAt">The last price that was counted with the winners before, fen or millionths.</param>
/// <param name="FirstAt">The next one that was counted, with the winners after.</param>
/// <param name="Before">Ids.</param>
/// <param name="After">Ids.</param>
public sealed record WinnerChange(long LastAt, long FirstAt, IReadOnlyList<string> Before, IReadOnlyList<string> After);
