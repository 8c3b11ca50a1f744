namespace Trading.Scoring;

/// <summary>
/// Keeps the first fault, or the first ones. Whoever reads or checks goes in the order of the specification, so the
/// first one is the one to report.
/// </summary>
internal sealed class Faults(int most = 1)
{
    public const string FormRule = "spec:scoring";

    private readonly List<Fault> kept = [];

    public Fault? First => kept.Count > 0 ? kept[0] : null;

    public bool Any => kept.Count > 0;

    /// <summary>In the order in which they were found, at most as many as were asked for.</summary>
    public IReadOnlyList<Fault> All => kept;

    public void Report(FaultCode code, Place place, string rule = FormRule, string detail = "")
    {
        if (kept.Count < most)
            kept.Add(new Fault(code, place.ToString(), rule, detail));
    }

    /// <summary>Reports where the condition holds.</summary>
    public void When(bool wrong, FaultCode code, Place place, string rule = FormRule, string detail = "")
    {
        if (wrong)
            Report(code, place, rule, detail);
    }
}
