using System.Buffers.Binary;
using System.Text;

namespace Trading.Media.Stun;

/// <summary>
/// Name fragment and password of one connection, ours. The fragment is 8 characters and therefore one number, so that
/// a stranger's is looked up without allocating. Both come from random bytes of the caller. Source: RFC 8445, 5.3: at
/// least 24 bits for the fragment and 128 for the password.
/// </summary>
public sealed class IceCredential
{
    /// <summary>Characters of a fragment of ours.</summary>
    public const int UfragLetters = 8;

    /// <summary>Random bytes that <see cref="From"/> takes: 6 for the fragment, 18 for the password.</summary>
    public const int EntropyBytes = 24;

    private IceCredential(byte[] ufrag, byte[] password) => (UfragBytes, PasswordBytes) = (ufrag, password);

    /// <summary>The fragment as it stands in SDP.</summary>
    public string Ufrag => Encoding.ASCII.GetString(UfragBytes);

    /// <summary>The password as it stands in SDP, 24 characters. Secret: never in a log.</summary>
    public string Password => Encoding.ASCII.GetString(PasswordBytes);

    internal byte[] UfragBytes { get; }

    internal byte[] PasswordBytes { get; }

    /// <summary>The fragment as a number.</summary>
    public ulong Key => BinaryPrimitives.ReadUInt64BigEndian(UfragBytes);

    /// <summary>
    /// Spells 24 random bytes as a fragment and a password of ice-chars (RFC 8839, 5.4: base64 without "=").
    /// </summary>
    public static IceCredential From(ReadOnlySpan<byte> entropy)
    {
        if (entropy.Length != EntropyBytes)
            throw new ArgumentException($"{EntropyBytes} bytes, not {entropy.Length}", nameof(entropy));
        var text = Encoding.ASCII.GetBytes(Convert.ToBase64String(entropy));
        return new IceCredential(text[..UfragLetters], text[UfragLetters..]);
    }
}

/// <summary>
/// Finds the credential of a fragment. Called for every stranger's datagram, so it allocates nothing.
/// </summary>
public interface IIceCredentials
{
    /// <summary>The credential whose <see cref="IceCredential.Key"/> is <paramref name="key"/>, or null.</summary>
    IceCredential? Find(ulong key);
}
