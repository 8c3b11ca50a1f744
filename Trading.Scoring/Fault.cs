namespace Trading.Scoring;

/// <summary>
/// The first fault of a file, in the order of docs/spec/scoring.md, section 4: what, where, by which rule.
/// </summary>
/// <param name="Code">What is wrong.</param>
/// <param name="Path">JSON path, such as <c>$.bids[3].priceFen</c>. It repeats keys of the file as they are: clean it
/// before printing.</param>
/// <param name="Rule">Rule id of the law, or <c>spec:scoring</c>.</param>
/// <param name="Detail">Ids and numbers that help to find it; no sentence, in no language. May be empty.</param>
public sealed record Fault(FaultCode Code, string Path, string Rule, string Detail)
{
    /// <summary>The code as the specification spells it: <c>weights-sum</c>.</summary>
    public string Word => Words.Of(Code);
}
