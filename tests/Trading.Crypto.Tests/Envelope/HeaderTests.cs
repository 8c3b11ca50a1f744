using static Trading.Crypto.Tests.Envelope.Sample;

namespace Trading.Crypto.Tests.Envelope;

public sealed class HeaderTests
{
    [Fact]
    public void A_header_prints_what_it_was_read_from()
    {
        foreach (var b in new[] { null, B })
        {
            var signed = Seal(b, Bytes("one", 1), Bytes("two", 70_000)).Signed;
            Assert.True(SignedHeader.TryParse(signed.Bytes, out var again, out _));
            Assert.Equal(signed.Bytes[..^SignedHeader.TrailerBytes], again.Header.ToBytes());
            Assert.Equal(signed.EntryHash, again.EntryHash);
            Assert.Equal(Key.PublicPoint, again.SubmissionKey);
            Assert.True(
                SignedHeader.TryMeasure(signed.Bytes.AsSpan(0, SignedHeader.PrefixBytes), out var length, out _)
            );
            Assert.Equal(signed.Bytes.Length, length);
        }
    }

    [Fact]
    public void Every_bit_of_a_signed_header_counts()
    {
        var bytes = Seal(B, Bytes("one", 1)).Signed.Bytes;
        // the lowest and the next bit of each byte
        for (var bit = 0; bit < bytes.Length * 8; bit += bit % 8 == 0 ? 1 : 7)
        {
            var wrong = (byte[])bytes.Clone();
            wrong[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(SignedHeader.TryParse(wrong, out var signed, out var fault));
            Assert.Null(signed);
            Assert.NotEqual(HeaderFault.None, fault);
        }
    }

    [Fact]
    public void Every_truncation_and_every_extension_is_refused()
    {
        var bytes = Seal().Signed.Bytes;
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.False(SignedHeader.TryParse(bytes.AsSpan(0, length), out _, out var fault));
            Assert.Equal(HeaderFault.Truncated, fault);
        }
        Assert.False(SignedHeader.TryParse([.. bytes, 0], out _, out var trailing));
        Assert.Equal(HeaderFault.TrailingBytes, trailing);
    }

    [Fact]
    public void Each_field_that_is_wrong_although_signed_has_its_fault()
    {
        Assert.Equal(HeaderFault.BadMagic, Resign(0, 0x43));
        Assert.Equal(HeaderFault.UnknownSuite, Resign(4, 0x01, 0x01));
        Assert.Equal(HeaderFault.BadHeaderLength, Resign(6, 0x01, 0x2c));
        Assert.Equal(HeaderFault.UnknownKind, Resign(8, 2));
        Assert.Equal(HeaderFault.UnknownFlags, Resign(9, 2));
        Assert.Equal(HeaderFault.BadSecondSecret, Resign(9, 1));
        Assert.Equal(HeaderFault.BadSectionCount, Resign(10, 0, 0));
        Assert.Equal(HeaderFault.BadSectionCount, Resign(10, 0, 65));
        Assert.Equal(HeaderFault.BadHeaderLength, Resign(10, 0, 2));
        Assert.Equal(HeaderFault.BadRevision, Resign(108, 0, 0, 0, 0));
        Assert.Equal(HeaderFault.BadSecondSecret, Resign(177, 1));
        Assert.Equal(HeaderFault.UnknownSectionType, Resign(241, 0, 2));
        Assert.Equal(HeaderFault.MisplacedSection, Resign(241, 0, 1));
        Assert.Equal(HeaderFault.BadChunkSize, Resign(243, 15));
        Assert.Equal(HeaderFault.NonZeroReserved, Resign(244, 1));
        Assert.Equal(HeaderFault.NonZeroReserved, Resign(268, 1));
        Assert.Equal(HeaderFault.BadSectionLength, Resign(252, 1));
        Assert.Equal(HeaderFault.BadSectionLength, Resign(260, 1));
        Assert.Equal(HeaderFault.PseudonymMismatch, Resign(76, 0, 0));
    }

    [Fact]
    public void Only_an_uncompressed_point_on_the_curve_is_encapsulated_or_signs()
    {
        var header = Seal().Signed.Header;
        foreach (var point in WrongPoints(header.Encapsulated))
        {
            Assert.Equal(HeaderFault.BadPoint, Resign(112, point));
            var bytes = Seal().Signed.Bytes;
            point.CopyTo(bytes, bytes.Length - SignedHeader.TrailerBytes);
            Assert.False(SignedHeader.TryParse(bytes, out _, out var fault));
            Assert.Equal(HeaderFault.BadSubmissionKey, fault);
        }
    }

    [Fact]
    public void Huge_lengths_are_refused_without_reserving_anything()
    {
        foreach (var length in new[] { 1UL << 63, ulong.MaxValue, (1UL << 30) + 1, (1UL << 62) - 1 })
        {
            var bytes = new byte[16];
            System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes, length);
            System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(
                bytes.AsSpan(8),
                unchecked(length + (length / 65_536 + 1) * 16)
            );
            Assert.Equal(HeaderFault.BadSectionLength, Resign(245, bytes));
        }
    }

    [Fact]
    public void Two_sections_of_a_gibibyte_exceed_one_file()
    {
        var document = new SectionEntry(SectionType.Document, 1L << 30, new byte[32]);
        var signed = Seal().Signed;
        var one = signed.Header with { Sections = [signed.Header.Sections[0], document] };
        var two = signed.Header with { Sections = [signed.Header.Sections[0], document, document] };
        Assert.True(SignedHeader.TryParse(SignedHeader.Sign(one, Key).Bytes, out _, out _));
        Assert.False(SignedHeader.TryParse(SignedHeader.Sign(two, Key).Bytes, out _, out var fault));
        Assert.Equal(HeaderFault.TooLarge, fault);
    }

    [Fact]
    public void Anothers_header_under_ones_own_key_is_refused()
    {
        var bytes = Seal().Signed.Bytes;
        byte[] stolen = [.. bytes[..^SignedHeader.TrailerBytes], .. OtherKey.PublicPoint];
        Assert.False(SignedHeader.TryParse([.. stolen, .. OtherKey.Sign(Tags.Envelope, stolen)], out _, out var fault));
        Assert.Equal(HeaderFault.PseudonymMismatch, fault);
        Assert.Throws<ArgumentException>(() => SignedHeader.Sign(Seal().Signed.Header, OtherKey));
    }

    [Fact]
    public void Anothers_ciphertext_under_ones_own_name_opens_for_nobody()
    {
        var victim = Seal().Signed.Header;
        var thief = victim with { Pseudonym = SignedHeader.PseudonymOf(P256, OtherKey.PublicPoint) };
        Assert.True(SignedHeader.TryParse(SignedHeader.Sign(thief, OtherKey).Bytes, out var signed, out _));
        Assert.Equal(OpeningFault.CommitmentMismatch, TryOpen(signed.Header));
    }

    [Fact]
    public void An_envelope_replayed_to_another_lock_context_or_suite_is_named_as_such_and_does_not_open()
    {
        var header = Seal().Signed.Header;
        var other = P256.Hash("other"u8);
        Assert.Equal(HeaderFault.None, header.CheckBinding(P256, LockId, ContextHash));
        Assert.Equal(HeaderFault.WrongLock, header.CheckBinding(P256, other, ContextHash));
        Assert.Equal(HeaderFault.WrongContext, header.CheckBinding(P256, LockId, other));
        foreach (
            var replayed in new[]
            {
                header with
                {
                    LockId = other,
                },
                header with
                {
                    ContextHash = other,
                },
                header with
                {
                    SubmissionId = other[..16],
                },
                header with
                {
                    Revision = 2,
                },
            }
        )
        {
            Assert.True(SignedHeader.TryParse(SignedHeader.Sign(replayed, Key).Bytes, out var signed, out _));
            Assert.Equal(OpeningFault.CommitmentMismatch, TryOpen(signed.Header));
        }
    }

    [Fact]
    public void A_suite_downgrade_is_named_as_such()
    {
        var (header, other) = (Seal().Signed.Header, new OtherSuite());
        Assert.Equal(HeaderFault.WrongSuite, header.CheckBinding(other, LockId, ContextHash));
        Assert.Equal(
            HeaderFault.WrongSuite,
            Withdrawal.Sign(Key, LockId, ContextHash, SubmissionId, 2).CheckBinding(other, LockId, ContextHash)
        );
        // the number is part of info
        Assert.Equal(OpeningFault.CommitmentMismatch, TryOpen(header with { Suite = other }));
    }

    [Fact]
    public void A_file_longer_or_shorter_than_its_header_says_is_refused()
    {
        var (_, file) = Seal(null, Bytes("document", 10));
        Assert.False(new EnvelopeFile(new MemoryStream([.. file, 0])).TryReadHeader(out _, out var longer));
        Assert.False(new EnvelopeFile(new MemoryStream(file[..^1])).TryReadHeader(out _, out var shorter));
        Assert.False(new EnvelopeFile(new MemoryStream([])).TryReadHeader(out _, out var empty));
        Assert.Equal(
            (HeaderFault.TrailingBytes, HeaderFault.Truncated, HeaderFault.Truncated),
            (longer, shorter, empty)
        );
    }

    // Changes bytes of a header and signs it again with the right key: what remains is the fault of the field itself.
    private static HeaderFault Resign(int at, params byte[] bytes)
    {
        var signed = Seal().Signed.Bytes[..^Suite.SignatureBytes];
        bytes.CopyTo(signed, at);
        return SignedHeader.TryParse([.. signed, .. Key.Sign(Tags.Envelope, signed)], out _, out var fault)
            ? HeaderFault.None
            : fault;
    }

    private static IEnumerable<byte[]> WrongPoints(byte[] point)
    {
        yield return new byte[65]; // infinity, padded
        yield return [6, .. point[1..]]; // hybrid
        yield return [7, .. point[1..]];
        yield return [2, .. point[1..]]; // compressed prefix
        yield return [.. point[..64], (byte)(point[64] ^ 1)]; // off the curve
        yield return [4, .. Enumerable.Repeat((byte)0xff, 32), .. point[33..]]; // x ≥ p
        yield return [4, .. new byte[64]];
    }
}
