namespace Trading.Recount;

/// <summary>
/// Sheets as numbers: who scored which cell, as handed in and after amendments. Positions instead of ids, so that a
/// cell is one number.
/// </summary>
internal sealed class Ledger
{
    private const int MemberBits = 20;
    private const int CriterionBits = 8;

    private readonly Tender tender;
    private readonly Dictionary<string, int> memberOf = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> criterionOf = new(StringComparer.Ordinal);
    private readonly Dictionary<long, int> sheetOf = [];

    public Ledger(Tender tender, IReadOnlyDictionary<string, int> bidOf)
    {
        (this.tender, BidOf) = (tender, bidOf);
        foreach (var member in tender.Members ?? tender.Sheets.Select(s => s.Member).Distinct(StringComparer.Ordinal))
            memberOf.Add(member, memberOf.Count);
        foreach (var criterion in tender.Criteria)
            criterionOf.Add(criterion.Id, criterionOf.Count);
        Scores = [.. tender.Sheets.Select(s => s.Hundredths)];
        AmendedBy = new int?[tender.Sheets.Count];
    }

    public IReadOnlyDictionary<string, int> BidOf { get; }

    public int Members => memberOf.Count;

    /// <summary>By sheet, in hundredths of a point: as handed in until <see cref="Amend"/>, then as amended.</summary>
    public long[] Scores { get; }

    /// <summary>By sheet: the amendment of its cell.</summary>
    public int?[] AmendedBy { get; }

    public bool KnowsMember(string id) => memberOf.ContainsKey(id);

    /// <summary>Null when there is none of this id.</summary>
    public int? CriterionAt(string id) => criterionOf.TryGetValue(id, out var at) ? at : null;

    /// <summary>Enters a sheet; false when its cell is taken.</summary>
    public bool TryEnter(int i)
    {
        var sheet = tender.Sheets[i];
        return sheetOf.TryAdd(Cell(memberOf[sheet.Member], BidOf[sheet.Bid], criterionOf[sheet.Criterion]), i);
    }

    /// <summary>The sheet of a cell; null when there is none.</summary>
    public int? SheetAt(int member, int bid, int criterion) =>
        sheetOf.TryGetValue(Cell(member, bid, criterion), out var sheet) ? sheet : null;

    public int? SheetAt(Amendment amendment) =>
        SheetAt(memberOf[amendment.Member], BidOf[amendment.Bid], criterionOf[amendment.Criterion!]);

    /// <summary>One number for all members' cells of a bid and criterion.</summary>
    public long Column(Sheet sheet) => Cell(0, BidOf[sheet.Bid], criterionOf[sheet.Criterion]);

    public static long Column(int bid, int criterion) => Cell(0, bid, criterion);

    /// <summary>One number for all cells of a member and bid.</summary>
    public long Page(string member, string bid) => Cell(memberOf[member], BidOf[bid], 0);

    public void Amend()
    {
        for (var i = 0; i < Scores.Length; i++)
        {
            if (AmendedBy[i] is int by)
                Scores[i] = tender.Amendments[by].After;
        }
    }

    // At most 500,000 members (sheets), 100 criteria and 1,000 bids: the three never overlap.
    private static long Cell(int member, int bid, int criterion) =>
        ((long)bid << (MemberBits + CriterionBits)) | ((long)criterion << MemberBits) | (long)member;
}
