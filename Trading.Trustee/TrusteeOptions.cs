namespace Trading.Trustee;

/// <summary>How one trustee process is set up.</summary>
/// <param name="Server">The platform's address; nothing else is ever called.</param>
/// <param name="KeysFolder">Holds <c>signing.key</c> and <c>static.key</c>.</param>
/// <param name="TrustFile">The trust file, obtained outside the platform.</param>
/// <param name="DataFolder">Where the store lives; one folder for one trustee.</param>
public sealed record TrusteeOptions(Uri Server, string KeysFolder, string TrustFile, string DataFolder)
{
    /// <summary>
    /// Sets the clock off by milliseconds. For rehearsals alone: with an offset every policy without the drill flag is
    /// refused.
    /// </summary>
    public long ClockOffsetMillis { get; init; }

    /// <summary>Who this is, from keys and trust file.</summary>
    public TrusteeSelf Self()
    {
        if (!File.Exists(TrustFile))
            throw new TrusteeSetupException($"{TrustFile} is missing.");
        return Locks.Policies.TrustFile.TryParse(File.ReadAllBytes(TrustFile), out var trust, out var problem)
            ? TrusteeKeys.Load(KeysFolder, trust, ClockOffsetMillis != 0)
            : throw new TrusteeSetupException($"{TrustFile}: {problem}");
    }

    /// <summary>The own clock: UTC microseconds since 1970, set off as configured.</summary>
    public long Now() =>
        (DateTime.UtcNow.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond + ClockOffsetMillis * 1_000;
}
