namespace Trading.Gate.Doors;

/// <summary>Every limit of the gate; docs/limits.md explains them.</summary>
public static class GateLimits
{
    /// <summary>Bytes of a request.</summary>
    public const int RequestBytes = 16 << 10;

    /// <summary>Wrong tries for one position in ten minutes.</summary>
    public const int TriesOfPosition = 5;

    /// <summary>Wrong tries at one desk in ten minutes.</summary>
    public const int TriesOfDesk = 20;

    /// <summary>Presentations that are over and whose outcome is still told.</summary>
    public const int Presentations = 64;

    /// <summary>Letters of a reason.</summary>
    public const int ReasonLetters = 500;

    /// <summary>Lines of the register that are shown at once.</summary>
    public const int Entries = 200;

    /// <summary>Lines of the register that are printed.</summary>
    public const int PrintedEntries = 20_000;

    /// <summary>Keys of one room that wait for a seat; the platform keeps no more.</summary>
    public const int WaitingKeys = 64;

    /// <summary>Days that the key of a seat signs beyond the day on which its room ends.</summary>
    public const int KeyDays = 7;

    /// <summary>How long trustees are waited for.</summary>
    public static readonly TimeSpan Waiting = TimeSpan.FromSeconds(60);
}
