namespace Trading.Cli;

/// <summary>What a shell reads. Printed under every <c>--help</c>.</summary>
public static class ExitCode
{
    public const int Done = 0;

    /// <summary>Refused by a rule, a failed check, or a server that says no.</summary>
    public const int Failed = 1;

    /// <summary>A wrong command line, a missing or unreadable file, a server out of reach.</summary>
    public const int Usage = 2;

    /// <summary><c>verify</c> without a trust file: consistent in itself, anchored in nothing.</summary>
    public const int NotAnchored = 3;

    /// <summary>
    /// Done on the platform, and others are still at it: <c>submit</c> and <c>withdraw</c> wait for witnesses,
    /// <c>prepare</c> for the trustees' locks.
    /// </summary>
    public const int Pending = 3;

    /// <summary>Stopped from outside (Ctrl-C) before it was done.</summary>
    public const int Stopped = 130;
}
