using Trading.Crypto;

namespace Trading.Streams.Audits;

/// <summary>
/// Makes the checks of a procedure, each for itself: one that cannot even be computed does not hold. Source:
/// docs/spec/archive.md, "Checks".
/// </summary>
public static class AuditRunner
{
    /// <summary>Every check, in the table's order.</summary>
    public static IReadOnlyList<CheckResult> RunAll<TCase>(IReadOnlyList<Check<TCase>> checks, TCase audited)
        where TCase : IStreamCase => [.. checks.Select(check => Run(check, audited))];

    /// <summary>
    /// The first check that fails, cheap ones first, or null: for those who only want to know whether one does.
    /// </summary>
    public static CheckResult? FindFailure<TCase>(IReadOnlyList<Check<TCase>> checks, TCase audited)
        where TCase : IStreamCase =>
        checks
            .OrderBy(c => c.Cost)
            .Select(check => Run(check, audited))
            .FirstOrDefault(r => r.Outcome == CheckOutcome.Fail);

    private static CheckResult Run<TCase>(Check<TCase> check, TCase audited)
        where TCase : IStreamCase
    {
        var finding =
            audited.Stream is null && check.Number != StreamChecks.ContainerNumber
                ? Finding.Nothing("the file is no archive")
                : Find(check, audited);
        return new(check.Number, check.Title, finding.Outcome, finding.Detail);
    }

    // What cannot even be computed does not hold. Other exceptions are bugs of the audit and go up.
    private static Finding Find<TCase>(Check<TCase> check, TCase audited)
        where TCase : IStreamCase
    {
        try
        {
            return check.Run(audited);
        }
        catch (Exception broken)
            when (broken
                    is ArgumentException
                        or InvalidOperationException
                        or FormatException
                        or OverflowException
                        or CorruptEventException
                        or WireException
            )
        {
            return Finding.Fail(broken.Message);
        }
    }
}
