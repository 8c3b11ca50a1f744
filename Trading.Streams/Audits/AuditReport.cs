namespace Trading.Streams.Audits;

/// <summary>How a check ended.</summary>
public enum CheckOutcome
{
    /// <summary>It holds.</summary>
    Pass,

    /// <summary>It does not hold.</summary>
    Fail,

    /// <summary>A reader of this kind of archive may not have what the check needs.</summary>
    Withheld,

    /// <summary>There is nothing to check, or what it builds on failed already.</summary>
    NotApplicable,
}

/// <summary>One numbered check and its outcome.</summary>
/// <param name="Number">V01, V02 …, as docs/spec/archive.md numbers them.</param>
/// <param name="Title">What is checked.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Detail">One sentence with the facts.</param>
public sealed record CheckResult(string Number, string Title, CheckOutcome Outcome, string Detail);

/// <summary>The verdict about an archive.</summary>
/// <param name="Checks">All checks in the order of their numbers.</param>
/// <param name="IsAnchored">Whether a trust file from outside the platform stood behind it.</param>
/// <param name="Remarks">What every verdict must say beside the checks: drill, custody, what is not anchored.</param>
public sealed record AuditReport(IReadOnlyList<CheckResult> Checks, bool IsAnchored, IReadOnlyList<string> Remarks)
{
    /// <summary>0: no check failed; 1: one did; 3: none did, but nothing anchors the keys: self-consistent.</summary>
    public int ExitCode =>
        Checks.Any(c => c.Outcome == CheckOutcome.Fail) ? 1
        : IsAnchored ? 0
        : 3;
}
