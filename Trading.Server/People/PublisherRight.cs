using Trading.Crypto;

namespace Trading.Server.People;

/// <summary>A right to publish, as it is kept.</summary>
public sealed class PublisherRight
{
    /// <summary>The name as it is compared (<see cref="LookAlike"/>).</summary>
    public string Folded { get; set; } = "";

    /// <summary>As the manager entered it, and as sessions show it.</summary>
    public string Name { get; set; } = "";

    /// <summary>The account that holds the right; null where a certificate's key does.</summary>
    public string? StaffId { get; set; }

    /// <summary>The certificate's key as DER SubjectPublicKeyInfo; null where an account holds the right.</summary>
    public byte[]? Spki { get; set; }

    /// <summary>UTC microseconds.</summary>
    public long GivenAt { get; set; }

    /// <summary>Who gave it: account, key in hexadecimal, or <c>command-line</c>.</summary>
    public string GivenBy { get; set; } = "";

    /// <summary>UTC microseconds; null while the right holds.</summary>
    public long? TakenAt { get; set; }

    /// <summary>65 bytes, or null.</summary>
    public byte[]? Key => Spki is not null && Crypto.Spki.TryDecode(Suite.P256, Spki, out var key) ? key : null;
}
