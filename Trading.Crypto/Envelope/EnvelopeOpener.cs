using System.Diagnostics.CodeAnalysis;

namespace Trading.Crypto;

/// <summary>Why an envelope or a section does not open. Source: docs/spec/envelope.md, "Errors".</summary>
public enum OpeningFault
{
    /// <summary>Nothing is wrong.</summary>
    None,

    /// <summary>The encapsulated point or the shared point is not a point that a key can come from.</summary>
    PointInvalid,

    /// <summary>The second secret is missing, not wanted, or not the header's.</summary>
    SecondSecretWrong,

    /// <summary>The keys are not those that the header commits to. Decided before anything is decrypted.</summary>
    CommitmentMismatch,

    /// <summary>
    /// The ciphertext is not the one whose root the signed header holds: the bytes were changed after sealing.
    /// </summary>
    RootMismatch,

    /// <summary>Keys and ciphertext are the header's, and still a chunk does not open: it was sealed wrongly.</summary>
    TagMismatch,

    /// <summary>The opening record is not length ‖ content ‖ zeros.</summary>
    PaddingInvalid,
}

/// <summary>
/// Opens an envelope from the shared point that the holders of the lock combined, or from its input key: commitments
/// first, then root, tags, padding. Holds secret keys in memory; nothing is written anywhere. Safe for concurrent use.
/// Source: docs/spec/envelope.md, "Opening".
/// </summary>
public sealed class EnvelopeOpener
{
    private readonly EnvelopeHeader header;
    private readonly byte[][] sectionKeys;
    private readonly PayloadKey[] payloadKeys;

    private EnvelopeOpener(EnvelopeHeader header, byte[][] sectionKeys, PayloadKey[] payloadKeys) =>
        (this.header, this.sectionKeys, this.payloadKeys) = (header, sectionKeys, payloadKeys);

    /// <summary>
    /// Opens from the shared point x·R, where R is the header's encapsulated point and x·G the lock's group key
    /// <paramref name="recipient"/>. The second secret is null where the header names none.
    /// </summary>
    public static bool TryOpen(
        EnvelopeHeader header,
        Point shared,
        Point recipient,
        byte[]? secondSecret,
        [NotNullWhen(true)] out EnvelopeOpener? opener,
        out OpeningFault fault
    )
    {
        opener = null;
        fault =
            shared.IsIdentity || recipient.IsIdentity ? OpeningFault.PointInvalid
            : !SecondSecret.Matches(header, secondSecret) ? OpeningFault.SecondSecretWrong
            : OpeningFault.None;
        if (fault != OpeningFault.None)
            return false;
        var sharedSecret = header.Suite.Kem.FromSharedPoint(shared, header.Encapsulated, recipient);
        return TryOpen(header, SectionKeys.InputKey(header, sharedSecret, secondSecret), out opener, out fault);
    }

    /// <summary>Opens from the input key ik (32 bytes).</summary>
    public static bool TryOpen(
        EnvelopeHeader header,
        ReadOnlySpan<byte> inputKey,
        [NotNullWhen(true)] out EnvelopeOpener? opener,
        out OpeningFault fault
    )
    {
        var sectionKeys = new byte[header.Sections.Count][];
        var payloadKeys = new PayloadKey[sectionKeys.Length];
        for (var i = 0; i < sectionKeys.Length; i++)
        {
            sectionKeys[i] = SectionKeys.SectionKey(header.Suite, inputKey, i);
            payloadKeys[i] = SectionKeys.Payload(header.Suite, sectionKeys[i]);
        }
        var committed = SectionKeys.VerifyCommitments(header, Array.ConvertAll(payloadKeys, key => key.Commitment));
        fault = committed ? OpeningFault.None : OpeningFault.CommitmentMismatch;
        opener = committed ? new EnvelopeOpener(header, sectionKeys, payloadKeys) : null;
        return committed;
    }

    /// <summary>What lets others open one section, and no other.</summary>
    public SectionOpening Opening(int section) =>
        new(section, sectionKeys[section], Array.ConvertAll(payloadKeys, key => key.Commitment));

    /// <summary>A cipher for one section's chunks; the caller disposes of it.</summary>
    public PayloadCipher Cipher(int section) =>
        new(header.Suite, payloadKeys[section], header.Sections[section].PlaintextBytes);

    /// <summary>
    /// Opens the opening record (section 0) from its whole ciphertext in memory and gives its content without padding.
    /// </summary>
    public OpeningFault OpenRecord(ReadOnlySpan<byte> ciphertext, out byte[] content)
    {
        using var cipher = Cipher(0);
        return OpenRecord(header, cipher, ciphertext, out content);
    }

    /// <summary>The same for somebody who has only the disclosure of section 0.</summary>
    public static OpeningFault OpenRecord(
        EnvelopeHeader header,
        SectionOpening opening,
        ReadOnlySpan<byte> ciphertext,
        out byte[] content
    )
    {
        content = [];
        if (opening.Section != 0 || !opening.TryVerify(header, out var cipher))
            return OpeningFault.CommitmentMismatch;
        using (cipher)
            return OpenRecord(header, cipher, ciphertext, out content);
    }

    // The root before the tags: whoever knows the keys can make another ciphertext that opens, but only the one of the
    // signed header counts.
    private static OpeningFault OpenRecord(
        EnvelopeHeader header,
        PayloadCipher cipher,
        ReadOnlySpan<byte> ciphertext,
        out byte[] content
    )
    {
        content = [];
        var section = header.Sections[0];
        if (
            ciphertext.Length != section.CiphertextBytes
            || !PartRoots.Of(header.Suite, ciphertext).AsSpan().SequenceEqual(section.Root)
        )
            return OpeningFault.RootMismatch;
        var padded = GC.AllocateUninitializedArray<byte>((int)section.PlaintextBytes);
        if (!cipher.TryOpen(ciphertext, padded))
            return OpeningFault.TagMismatch;
        if (!SizeClass.TryUnpad(padded, out var unpadded))
            return OpeningFault.PaddingInvalid;
        content = unpadded.ToArray();
        return OpeningFault.None;
    }
}
