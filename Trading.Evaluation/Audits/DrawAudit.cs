using Trading.Crypto;

namespace Trading.Evaluation.Audits;

/// <summary>One check of a draw.</summary>
/// <param name="Number">V61 …, as docs/spec/draw.md numbers them.</param>
/// <param name="Title">What is checked.</param>
/// <param name="Run">The check.</param>
public sealed record DrawCheck(string Number, string Title, Func<DrawCase, Finding> Run);

/// <summary>
/// The numbered checks of a draw, each for itself; whoever verifies an archive that holds one calls the same. Source:
/// docs/spec/draw.md, "Checks".
/// </summary>
public static class DrawAudit
{
    /// <summary>All checks in the order of their numbers.</summary>
    public static IReadOnlyList<DrawCheck> Checks { get; } =
    [
        new("V61", "the request is canonical and passes the gates of its rules", RequestChecks.Request),
        new("V62", "three locks are certified for this request, one for each purpose", RequestChecks.Locks),
        new("V63", "the head of the commitment names request and locks, and its counts agree", CommitmentChecks.Head),
        new("V64", "every position is well formed and stands once", CommitmentChecks.Positions),
        new("V65", "head and positions give the published root", CommitmentChecks.Root),
        new("V66", "the reduction kept exactly these rows", ReductionChecks.Reduction),
        new("V67", "every draw but the first was ordered by the supervisor", SeatingChecks.Again),
        new("V68", "enough trustees answered for this root and this draw", SeatingChecks.Answers),
        new("V69", "the answers give the value", SeatingChecks.Value),
        new("V70", "the value gives the first seating", SeatingChecks.First),
        new("V71", "every seat that fell free went to the next position", SeatingChecks.Later),
        new("V72", "the result is the one that was published under its salt", SeatingChecks.Result),
        new("V73", "every name that was opened is the one that was committed to", SeatingChecks.Names),
    ];

    /// <summary>Every check of a transcript; without a trust file nothing anchors the trustees' keys.</summary>
    public static AuditReport Run(DrawTranscript transcript, TrustFile? trust)
    {
        var audited = new DrawCase(transcript, trust);
        return new AuditReport([.. Checks.Select(check => Run(check, audited))], trust is not null, []);
    }

    // What cannot even be computed does not hold. Other exceptions are bugs of the audit and go up.
    private static CheckResult Run(DrawCheck check, DrawCase audited)
    {
        Finding finding;
        try
        {
            finding = check.Run(audited);
        }
        catch (Exception broken)
            when (broken is ArgumentException or InvalidOperationException or FormatException or WireException)
        {
            finding = Finding.Fail(broken.Message);
        }
        return new CheckResult(check.Number, check.Title, finding.Outcome, finding.Detail);
    }
}
