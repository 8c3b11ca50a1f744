namespace Trading.Opening;

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

/// <summary>What one check found.</summary>
internal sealed record Finding(CheckOutcome Outcome, string Detail)
{
    public static Finding Pass(string detail) => new(CheckOutcome.Pass, detail);

    public static Finding Fail(string detail) => new(CheckOutcome.Fail, detail);

    public static Finding Withheld(string detail) => new(CheckOutcome.Withheld, detail);

    public static Finding Nothing(string detail) => new(CheckOutcome.NotApplicable, detail);

    /// <summary>Passes unless a problem is named.</summary>
    public static Finding Of(string? problem, string detail) => problem is null ? Pass(detail) : Fail(problem);
}

/// <summary>
/// One check: its number, what it asks, what it costs beside others (for stopping early), and itself.
/// </summary>
internal sealed record AuditCheck(string Number, string Title, int Cost, Func<AuditCase, Finding> Run);
