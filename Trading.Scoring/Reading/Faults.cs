namespace Trading.Scoring;

/// <summary>
/// Keeps the first fault. Whoever reads or checks goes in the order of the specification, so the first one is the one
/// to report.
/// </summary>
internal sealed class Faults
{
    public const string FormRule = "spec:scoring";

    public Fault? First { get; private set; }

    public bool Any => First is not null;

    public void Report(FaultCode code, Place place, string rule = FormRule, string detail = "") =>
        First ??= new Fault(code, place.ToString(), rule, detail);

    /// <summary>Reports where the condition holds.</summary>
    public void When(bool wrong, FaultCode code, Place place, string rule = FormRule, string detail = "")
    {
        if (wrong)
            Report(code, place, rule, detail);
    }
}
