namespace Trading.Recount;

/// <summary>One standing bid on its way to a rank.</summary>
internal sealed class Line(Bid bid, Priced priced, Ratio price, Ratio technical, Ratio total, Ratio value)
{
    public Bid Bid => bid;

    public List<Correction> Corrections => priced.Corrections;

    /// <summary>The corrected price T, which breaks ties of the value.</summary>
    public Ratio Corrected => priced.Corrected;

    public Ratio Price => price;

    public Ratio Technical => technical;

    /// <summary>Before any rounding of the total.</summary>
    public Ratio Total => total;

    /// <summary>The standing value V.</summary>
    public Ratio Value => value;

    /// <summary>
    /// 0 for the best, and the same for all that are tied. Everything after sorting compares this alone.
    /// </summary>
    public int Class { get; set; }

    public int Unit { get; set; }

    public bool Leads { get; set; }

    public int? Rank { get; set; }
}
