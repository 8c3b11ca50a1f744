using System.Security.Cryptography;

namespace Trading.Media.Srtp;

/// <summary>Protection profiles, by their numbers in use_srtp. Source: RFC 5764, 4.1.2; RFC 7714, 14.2.</summary>
public enum SrtpProfile : ushort
{
    /// <summary>AES-CM of 128 bits with HMAC-SHA1 of 80.</summary>
    AesCm128HmacSha1 = 0x0001,

    /// <summary>AES-GCM of 128 bits: preferred.</summary>
    AeadAes128Gcm = 0x0007,
}

/// <summary>Master key (16 bytes) and master salt (12 for GCM, 14 else) of one direction of one connection.</summary>
public sealed class SrtpKeys
{
    /// <summary>Bytes of a master key.</summary>
    public const int KeyBytes = 16;

    /// <summary>Label of the exporter of RFC 5705. Source: RFC 5764, 4.2.</summary>
    public const string ExporterLabel = "EXTRACTOR-dtls_srtp";

    private readonly byte[] key;
    private readonly byte[] salt;

    /// <summary>Takes copies of key and salt.</summary>
    /// <exception cref="ArgumentException">A length that the profile does not have.</exception>
    public SrtpKeys(SrtpProfile profile, ReadOnlySpan<byte> key, ReadOnlySpan<byte> salt)
    {
        if (key.Length != KeyBytes || salt.Length != SaltBytes(profile))
            throw new ArgumentException($"key of {key.Length} and salt of {salt.Length} bytes for {profile}");
        (Profile, this.key, this.salt) = (profile, key.ToArray(), salt.ToArray());
    }

    /// <summary>For which profile.</summary>
    public SrtpProfile Profile { get; }

    /// <summary>Bytes of a master salt.</summary>
    public static int SaltBytes(SrtpProfile profile) => profile == SrtpProfile.AeadAes128Gcm ? 12 : 14;

    /// <summary>Bytes to export from the DTLS connection: two keys and two salts.</summary>
    public static int ExportedBytes(SrtpProfile profile) => 2 * (KeyBytes + SaltBytes(profile));

    /// <summary>
    /// Splits what was exported: the client's key, the server's key, the client's salt, the server's salt. Source: RFC
    /// 5764, 4.2.
    /// </summary>
    /// <param name="profile">As agreed in the handshake.</param>
    /// <param name="exported"><see cref="ExportedBytes"/> of them.</param>
    /// <returns>Client: what the DTLS client sends with. Server: what the DTLS server sends with.</returns>
    public static (SrtpKeys Client, SrtpKeys Server) Split(SrtpProfile profile, ReadOnlySpan<byte> exported)
    {
        if (exported.Length != ExportedBytes(profile))
            throw new ArgumentException($"{exported.Length} bytes exported for {profile}", nameof(exported));
        var salts = exported[(2 * KeyBytes)..];
        var salt = SaltBytes(profile);
        return (
            new SrtpKeys(profile, exported[..KeyBytes], salts[..salt]),
            new SrtpKeys(profile, exported.Slice(KeyBytes, KeyBytes), salts[salt..])
        );
    }

    /// <summary>
    /// A session key: AES in counter mode under the master key, beginning at salt XOR label · 2⁴⁸, rate of derivation
    /// 0. A salt of 12 bytes is filled with two zeros on its right. Source: RFC 3711, 4.3.1 and 4.3.3; RFC 7714, 11.
    /// </summary>
    internal byte[] Derive(KeyLabel label, int bytes)
    {
        var blocks = (bytes + 15) / 16;
        var counters = new byte[16 * blocks];
        for (var i = 0; i < blocks; i++)
        {
            var counter = counters.AsSpan(16 * i, 16);
            salt.CopyTo(counter);
            counter[7] ^= (byte)label;
            counter[15] = (byte)i;
        }
        using var aes = Aes.Create();
        aes.Key = key;
        // A counter mode is made of single blocks: each counter is one, and none repeats under one key.
#pragma warning disable CA5358
        return aes.EncryptEcb(counters, PaddingMode.None)[..bytes];
#pragma warning restore CA5358
    }
}

/// <summary>What a session key is for. Source: RFC 3711, 4.3.1 and 4.3.2.</summary>
internal enum KeyLabel : byte
{
    RtpKey = 0,
    RtpAuthentication = 1,
    RtpSalt = 2,
    RtcpKey = 3,
    RtcpAuthentication = 4,
    RtcpSalt = 5,
}
