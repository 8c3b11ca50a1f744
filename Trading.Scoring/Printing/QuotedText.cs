namespace Trading.Scoring;

/// <summary>A price as it was read out, with its unit: what stands beside a bid that was never scored, too.</summary>
public static class QuotedText
{
    /// <summary>Yuan, or per cent of a rate or a discount.</summary>
    /// <param name="figure">Fen, or millionths.</param>
    /// <param name="quote">What bidders quote.</param>
    /// <param name="isChinese">Else English.</param>
    public static string Of(long figure, QuoteKind quote, bool isChinese) =>
        FigureText.Of(figure, Measure.Price, quote, isChinese);
}
