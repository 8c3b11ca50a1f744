namespace Trading.Scoring;

/// <summary>
/// All scores of a tender by bid, criterion and member: as handed in, and as they stand after lawful corrections.
/// </summary>
internal sealed class ScoreTable
{
    public const int MostMembers = 49;
    private const int None = -1;

    private readonly Dictionary<string, int> members = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> bids;
    private readonly Dictionary<string, int> criteria;
    private readonly int[] sheetOfCell;
    private readonly HashSet<(int, int, int)>? crowd;

    public ScoreTable(Tender tender)
    {
        Tender = tender;
        bids = IndexOf(tender.Bids.Select(b => b.Id));
        criteria = IndexOf(tender.Criteria.Select(c => c.Id));
        foreach (var member in tender.Members ?? tender.Sheets.Select(s => s.Member))
            members.TryAdd(member, members.Count);
        Members = [.. members.Keys];
        Scores = [.. tender.Sheets.Select(s => s.Hundredths)];
        AmendmentOf = new int[tender.Sheets.Count];
        Array.Fill(AmendmentOf, None);
        // Too many members are refused, but only after the sheets themselves: until then nothing of that size is
        // reserved.
        crowd = Members.Count > MostMembers ? [] : null;
        sheetOfCell = new int[crowd is null ? tender.Bids.Count * tender.Criteria.Count * Members.Count : 0];
        Array.Fill(sheetOfCell, None);
    }

    public Tender Tender { get; }

    /// <summary>Ids, in the order of the list or of first appearance.</summary>
    public IReadOnlyList<string> Members { get; }

    /// <summary>Scores by sheet, after amendments.</summary>
    public long[] Scores { get; }

    /// <summary>The amendment that changed a sheet, or −1.</summary>
    public int[] AmendmentOf { get; }

    public int Member(string id) => members.GetValueOrDefault(id, None);

    public int Bid(string id) => bids.GetValueOrDefault(id, None);

    public int Criterion(string id) => criteria.GetValueOrDefault(id, None);

    /// <summary>Notes that a sheet fills its cell; false if another one does already.</summary>
    public bool TryFill(int bid, int criterion, int member, int sheet)
    {
        if (crowd is not null)
            return crowd.Add((bid, criterion, member));
        ref var cell = ref sheetOfCell[Cell(bid, criterion, member)];
        if (cell != None)
            return false;
        cell = sheet;
        return true;
    }

    /// <summary>The sheet of a cell, or −1.</summary>
    public int SheetAt(int bid, int criterion, int member) => sheetOfCell[Cell(bid, criterion, member)];

    /// <summary>The sheets of one bid and criterion that exist, in the order of members.</summary>
    public IEnumerable<int> SheetsAt(int bid, int criterion) =>
        Enumerable.Range(0, Members.Count).Select(m => SheetAt(bid, criterion, m)).Where(s => s != None);

    private int Cell(int bid, int criterion, int member) =>
        (((bid * Tender.Criteria.Count) + criterion) * Members.Count) + member;

    // Ids of bids and criteria have been checked to be different.
    private static Dictionary<string, int> IndexOf(IEnumerable<string> ids) =>
        ids.Select((id, i) => (id, i)).ToDictionary(p => p.id, p => p.i, StringComparer.Ordinal);
}
