using System.Text;

namespace Trading.Crypto;

/// <summary>
/// The encryption of a share from one trustee to another: key and nonce come from two Diffie–Hellman points,
/// ephemeral–static and static–static, so that only the two can make or read it. Every (sender, recipient, session) has
/// its own key, hence the derived nonce.
/// Source: C2SP cocktail-dkg.md, "Round 1", steps 5.2 to 5.4 (the branch for hashes of fewer than 56 bytes).
/// </summary>
internal sealed class ShareCipher(CeremonyParameters parameters)
{
    private readonly Suite suite = parameters.Suite;

    public byte[] Encrypt(Scalar share, in Link link)
    {
        var ciphertext = new byte[CeremonyMessage.CiphertextBytes];
        var plaintext = share.Encode();
        using var cipher = suite.CreateWideAead(Derive(link, "key"));
        cipher.Seal(Derive(link, "nonce").AsSpan(0, XaesGcm.WideNonceBytes), plaintext, ciphertext, []);
        Array.Clear(plaintext);
        return ciphertext;
    }

    /// <summary>False where the tag is wrong or the plaintext is no scalar.</summary>
    public bool TryDecrypt(ReadOnlySpan<byte> ciphertext, in Link link, out Scalar share)
    {
        share = default;
        var plaintext = new byte[Group.ScalarBytes];
        using var cipher = suite.CreateWideAead(Derive(link, "key"));
        var opened =
            cipher.TryOpen(Derive(link, "nonce").AsSpan(0, XaesGcm.WideNonceBytes), ciphertext, plaintext, [])
            && suite.Group.TryDecodeScalar(plaintext, out share);
        Array.Clear(plaintext);
        return opened;
    }

    /// <summary>H6 over both shared points, the three public ones and the context with its label.</summary>
    private byte[] Derive(in Link link, string label)
    {
        var name = Encoding.ASCII.GetBytes(label);
        byte[] extra =
        [
            .. CeremonyParameters.LittleEndian64(parameters.Context.Length),
            .. parameters.Context,
            .. CeremonyParameters.LittleEndian64(name.Length),
            .. name,
        ];
        return suite.Hash(
            (byte[])
                [
                    .. Encoding.ASCII.GetBytes(suite.CeremonyPrefix + "H6"),
                    .. link.EphemeralShared.EncodeCompressed(),
                    .. link.StaticShared.EncodeCompressed(),
                    .. link.Ephemeral.EncodeCompressed(),
                    .. link.Sender.EncodeCompressed(),
                    .. link.Recipient.EncodeCompressed(),
                    .. CeremonyParameters.LittleEndian64(extra.Length),
                    .. extra,
                ]
        );
    }

    /// <summary>The five points of a pair of trustees; sender and recipient arrive at the same.</summary>
    public readonly record struct Link(
        Point EphemeralShared,
        Point StaticShared,
        Point Ephemeral,
        Point Sender,
        Point Recipient
    );
}
