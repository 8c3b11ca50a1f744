using static Trading.Crypto.Tests.Envelope.Sample;

namespace Trading.Crypto.Tests.Envelope;

/// <summary>Faults of stored bytes and of dishonest sealers are told apart: whose fault it is hangs on it.</summary>
public sealed class RecordFaultTests
{
    [Fact]
    public void Bytes_changed_after_sealing_are_a_root_mismatch()
    {
        var (signed, file) = Seal();
        var opener = Open(signed.Header);
        var ciphertext = Ciphertext(signed, file, 0);
        foreach (
            var wrong in new[]
            {
                [.. ciphertext[..^1], (byte)(ciphertext[^1] ^ 1)],
                ciphertext[..^1],
                [.. ciphertext, 0],
                [],
            }
        )
        {
            Assert.Equal(OpeningFault.RootMismatch, opener.OpenRecord(wrong, out var content));
            Assert.Empty(content);
        }
    }

    [Fact]
    public void A_ciphertext_that_was_sealed_wrongly_is_a_tag_mismatch()
    {
        var (signed, file) = Seal();
        var ciphertext = Ciphertext(signed, file, 0);
        ciphertext[0] ^= 1;
        Assert.Equal(OpeningFault.TagMismatch, Open(Lying(signed, ciphertext)).OpenRecord(ciphertext, out _));
    }

    [Theory]
    [InlineData(0xff, 0)] // a length beyond the class
    [InlineData(0, 1)] // a padding byte that is not zero
    public void A_record_that_is_not_padded_as_written_is_a_padding_fault(byte length, byte padding)
    {
        var (signed, _) = Seal();
        var padded = SizeClass.Pad(Content, 4096);
        (padded[0], padded[^1]) = (length, padding);
        var key = SectionKeys.Payload(P256, Open(signed.Header).Opening(0).SectionKey);
        using var cipher = new PayloadCipher(P256, key, 4096);
        var ciphertext = new byte[4096 + 16];
        cipher.SealChunk(0, padded, ciphertext);
        Assert.Equal(OpeningFault.PaddingInvalid, Open(Lying(signed, ciphertext)).OpenRecord(ciphertext, out _));
    }

    [Fact]
    public void Commitments_of_other_keys_are_a_commitment_mismatch()
    {
        var lying = Seal().Signed.Header with { CommitmentsHash = P256.Hash("none"u8) };
        Assert.Equal(OpeningFault.CommitmentMismatch, TryOpen(lying));
    }

    [Fact]
    public void Padding_of_all_classes_gives_back_the_content_and_nothing_else()
    {
        foreach (var size in SizeClass.All.ToArray())
        foreach (var length in new[] { 0, 1, SizeClass.MostContentBytes(size) })
        {
            var padded = SizeClass.Pad(new byte[length], size);
            Assert.Equal(size, padded.Length);
            Assert.True(SizeClass.TryUnpad(padded, out var content));
            Assert.Equal(length, content.Length);
            Assert.False(SizeClass.TryUnpad(padded.AsSpan(1), out _));
        }
    }

    // A sealer who signs whatever root and keys are wanted.
    private static EnvelopeHeader Lying(SignedHeader signed, byte[] ciphertext) =>
        signed.Header with
        {
            Sections = [signed.Header.Sections[0] with { Root = TreeHash.Leaf(P256, ciphertext) }],
        };
}
