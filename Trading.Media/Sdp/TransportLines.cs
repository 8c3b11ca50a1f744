namespace Trading.Media.Sdp;

/// <summary>
/// ICE and DTLS of a description while it is read. Browsers say them once for all or with each m-line; with one
/// transport they have to be the same each time. Session and m-lines share this.
/// </summary>
internal sealed class TransportLines
{
    public string? Ufrag { get; private set; }

    public string? Password { get; private set; }

    public byte[]? Fingerprint { get; private set; }

    public SdpSetup? Setup { get; private set; }

    /// <summary>Reads an attribute of the transport; null where the name is none of them.</summary>
    public SdpFault? Read(string name, string value) =>
        name switch
        {
            "ice-ufrag" => Once(SdpTokens.IsUfrag(value), Ufrag ??= value, value, SdpFault.Ice),
            "ice-pwd" => Once(SdpTokens.IsPassword(value), Password ??= value, value, SdpFault.Ice),
            "fingerprint" => ReadFingerprint(value),
            "setup" => ReadSetup(value),
            _ => null,
        };

    /// <summary>What is missing.</summary>
    public SdpFault Missing()
    {
        if (Ufrag is null || Password is null)
            return SdpFault.Ice;
        if (Fingerprint is null)
            return SdpFault.Fingerprint;
        return Setup is null ? SdpFault.Setup : SdpFault.None;
    }

    private SdpFault ReadFingerprint(string value)
    {
        // Another hash beside SHA-256 may be there, and is not used.
        if (!value.StartsWith("sha-256 ", StringComparison.OrdinalIgnoreCase))
            return SdpTokens.IsToken(value.Split(' ')[0], 16) ? SdpFault.None : SdpFault.Fingerprint;
        if (!SdpTokens.TryFingerprint(value.AsSpan(8), out var fingerprint))
            return SdpFault.Fingerprint;
        Fingerprint ??= fingerprint;
        return Fingerprint.AsSpan().SequenceEqual(fingerprint) ? SdpFault.None : SdpFault.Fingerprint;
    }

    private SdpFault ReadSetup(string value)
    {
        SdpSetup? setup = value switch
        {
            "actpass" => SdpSetup.Actpass,
            "active" => SdpSetup.Active,
            "passive" => SdpSetup.Passive,
            _ => null,
        };
        Setup ??= setup;
        return setup is null || Setup != setup ? SdpFault.Setup : SdpFault.None;
    }

    private static SdpFault Once(bool isWellFormed, string first, string value, SdpFault fault) =>
        isWellFormed && first == value ? SdpFault.None : fault;
}
