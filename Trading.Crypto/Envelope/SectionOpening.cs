using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Trading.Crypto;

/// <summary>
/// What lets anybody open one section and be sure that it is the one that was sealed: its key sk_i and the commitments
/// of all sections, whose hash the signed header holds. It tells nothing about the other sections. Canonical bytes:
/// section 2 ‖ sk_i 32 ‖ count 4 ‖ commitments of 32 bytes.
/// Source: docs/spec/envelope.md, "Disclosure of a section".
/// </summary>
public sealed class SectionOpening(int section, byte[] sectionKey, IReadOnlyList<byte[]> commitments)
{
    /// <summary>Index of the section, from 0.</summary>
    public int Section { get; } = section;

    /// <summary>The section's key sk_i, 32 bytes.</summary>
    public byte[] SectionKey { get; } = sectionKey;

    /// <summary>The commitments of all sections, in order.</summary>
    public IReadOnlyList<byte[]> Commitments { get; } = commitments;

    /// <summary>
    /// The section's cipher if the commitments are the header's and sk_i has the section's commitment; otherwise false.
    /// </summary>
    public bool TryVerify(EnvelopeHeader header, [NotNullWhen(true)] out PayloadCipher? cipher)
    {
        cipher = null;
        if (Section < 0 || Section >= header.Sections.Count || SectionKey.Length != Suite.KeyBytes)
            return false;
        if (!SectionKeys.VerifyCommitments(header, Commitments))
            return false;
        var key = SectionKeys.Payload(header.Suite, SectionKey);
        if (!CryptographicOperations.FixedTimeEquals(key.Commitment, Commitments[Section]))
            return false;
        cipher = new PayloadCipher(header.Suite, key, header.Sections[Section].PlaintextBytes);
        return true;
    }

    /// <summary>The canonical bytes.</summary>
    public byte[] ToBytes() =>
        new WireWriter()
            .U16((ushort)Section)
            .Fixed(SectionKey)
            .List(Commitments, (writer, commitment) => writer.Fixed(commitment))
            .ToArray();

    /// <summary>Reads canonical bytes; anything else throws <see cref="WireException"/>.</summary>
    public static SectionOpening Parse(ReadOnlySpan<byte> bytes)
    {
        var reader = new WireReader(bytes);
        var opening = new SectionOpening(
            reader.U16(),
            reader.Fixed(Suite.KeyBytes),
            reader.List((ref WireReader item) => item.Fixed(Suite.HashBytes), EnvelopeHeader.MostSections)
        );
        reader.End();
        return opening;
    }
}
