using System.Security.Cryptography;

namespace Trading.Crypto;

/// <summary>What a section is encrypted with, 76 derived bytes: key 32 ‖ base nonce 12 ‖ commitment 32.</summary>
public sealed record PayloadKey(byte[] Key, byte[] BaseNonce, byte[] Commitment);

/// <summary>
/// Key derivation of an envelope in two steps, so that one section can be disclosed alone and still be checked:
/// ik = export of the key encapsulation (32 bytes) · sk_i = HKDF-Expand(ik, tagged(u16 i), 32) · key ‖ nonce ‖
/// commitment = HKDF-Expand(sk_i, tagged(), 76). AES-GCM alone does not commit to its key: one ciphertext can open to
/// two plaintexts under two keys. Hence the commitments, which are checked before anything is decrypted. Source:
/// docs/spec/envelope.md, "Keys".
/// </summary>
public static class SectionKeys
{
    private const int PayloadBytes = Suite.KeyBytes + Suite.NonceBytes + Suite.HashBytes;

    /// <summary>
    /// The input key ik from the shared secret of the key encapsulation (<see cref="Dhkem"/>), bound to the header's
    /// first 112 bytes; mode psk with the second secret where the header names one. A second secret that is not the
    /// header's is an <see cref="ArgumentException"/>: ask <see cref="SecondSecret.Matches"/>.
    /// </summary>
    public static byte[] InputKey(EnvelopeHeader header, ReadOnlySpan<byte> sharedSecret, byte[]? secondSecret)
    {
        if (!SecondSecret.Matches(header, secondSecret))
            throw new ArgumentException("The second secret is not the header's.", nameof(secondSecret));
        var context = Tags.Join(Tags.InputKey);
        return secondSecret is null
            ? header.Suite.Kem.Export(KemMode.Base, sharedSecret, header.Info(), [], [], context, Suite.KeyBytes)
            : header.Suite.Kem.Export(
                KemMode.Psk,
                sharedSecret,
                header.Info(),
                secondSecret,
                header.SecondSecretHash,
                context,
                Suite.KeyBytes
            );
    }

    /// <summary>
    /// The key sk_i of section <paramref name="index"/>, 32 bytes: what is disclosed to show that section to others.
    /// </summary>
    public static byte[] SectionKey(Suite suite, ReadOnlySpan<byte> inputKey, int index) =>
        suite.HkdfExpand(inputKey, Tags.Join(Tags.Section, [(byte)(index >> 8), (byte)index]), Suite.KeyBytes);

    /// <summary>Key, base nonce and commitment of a section key.</summary>
    public static PayloadKey Payload(Suite suite, ReadOnlySpan<byte> sectionKey)
    {
        var bytes = suite.HkdfExpand(sectionKey, Tags.Join(Tags.Payload), PayloadBytes);
        return new PayloadKey(
            bytes[..Suite.KeyBytes],
            bytes[Suite.KeyBytes..(Suite.KeyBytes + Suite.NonceBytes)],
            bytes[(Suite.KeyBytes + Suite.NonceBytes)..]
        );
    }

    /// <summary>The header's hash over the commitments of all sections, in order.</summary>
    public static byte[] CommitmentsHash(Suite suite, IEnumerable<byte[]> commitments) =>
        Tags.Hash(suite, Tags.Commitments, [.. commitments]);

    /// <summary>Whether the commitments are one for each section and those of the header.</summary>
    public static bool VerifyCommitments(EnvelopeHeader header, IReadOnlyList<byte[]> commitments) =>
        commitments.Count == header.Sections.Count
        && CryptographicOperations.FixedTimeEquals(CommitmentsHash(header.Suite, commitments), header.CommitmentsHash);
}

/// <summary>
/// The second secret b: 32 random bytes that the sealer keeps back and posts later. Source: docs/spec/envelope.md,
/// "Second secret".
/// </summary>
public static class SecondSecret
{
    /// <summary>Bytes of b.</summary>
    public const int SecretBytes = 32;

    /// <summary>
    /// The header's hash of a submission's b: tagged hash of submission id and b, 32 bytes. It is the psk_id of the key
    /// encapsulation as well.
    /// </summary>
    public static byte[] HashOf(Suite suite, byte[] submissionId, byte[] secret) =>
        Tags.Hash(suite, Tags.SecondSecret, submissionId, secret);

    /// <summary>
    /// Whether b is the one of the header; null matches a header without second secret, and no other.
    /// </summary>
    public static bool Matches(EnvelopeHeader header, byte[]? secret) =>
        secret is null
            ? !header.HasSecondSecret
            : secret.Length == SecretBytes
                && header.HasSecondSecret
                && CryptographicOperations.FixedTimeEquals(
                    HashOf(header.Suite, header.SubmissionId, secret),
                    header.SecondSecretHash
                );
}
