using static Trading.Crypto.Tests.Envelope.Sample;

namespace Trading.Crypto.Tests.Envelope;

public sealed class PayloadTests
{
    private const int Chunk = 65_552;
    private static readonly byte[] Plaintext = Bytes("payload", 3 * 65_536 + 100);

    [Theory]
    [InlineData(0, 1, 16)]
    [InlineData(1, 1, 17)]
    [InlineData(65_535, 1, 65_551)]
    [InlineData(65_536, 2, 65_568)]
    [InlineData(65_537, 2, 65_569)]
    [InlineData(1L << 30, 16_385, (1L << 30) + 16 * 16_385)]
    public void The_last_chunk_is_always_short(long plaintext, long chunks, long ciphertext)
    {
        Assert.Equal(chunks, ChunkedPayload.Chunks(plaintext));
        Assert.Equal(ciphertext, ChunkedPayload.CiphertextBytes(plaintext));
        Assert.Equal(
            plaintext,
            Enumerable.Range(0, (int)chunks).Sum(i => (long)ChunkedPayload.ChunkBytesAt(plaintext, i))
        );
        Assert.Equal(
            ciphertext,
            Enumerable
                .Range(0, ChunkedPayload.Parts(plaintext))
                .Sum(i => (long)ChunkedPayload.PartBytesAt(plaintext, i))
        );
        Assert.InRange(ChunkedPayload.ChunkBytesAt(plaintext, chunks - 1), 0, 65_535);
    }

    [Fact]
    public void Chunks_are_bare_aes_gcm_with_the_counter_in_the_nonce()
    {
        var key = SectionKeys.Payload(P256, P256.Hash("section key"u8));
        var ciphertext = Seal(Plaintext);
        using var bare = new System.Security.Cryptography.AesGcm(key.Key, 16);
        for (var i = 0; i < 4; i++)
        {
            var nonce = (byte[])key.BaseNonce.Clone();
            nonce[11] ^= (byte)i;
            var chunk = ciphertext.AsSpan(i * Chunk, Math.Min(Chunk, ciphertext.Length - i * Chunk));
            var plaintext = new byte[chunk.Length - 16];
            bare.Decrypt(nonce, chunk[..^16], chunk[^16..], plaintext);
            Assert.Equal(Plaintext[(i * 65_536)..(i * 65_536 + plaintext.Length)], plaintext);
        }
    }

    [Fact]
    public void The_counter_reaches_all_bytes_of_the_nonce_that_chunks_can_need()
    {
        const long length = 1L << 30;
        using var cipher = Cipher(length);
        var chunk = new byte[65_536];
        var (first, later) = (new byte[Chunk], new byte[Chunk]);
        cipher.SealChunk(0, chunk, first);
        cipher.SealChunk(256, chunk, later);
        Assert.NotEqual(first, later);
        Assert.True(cipher.TryOpenChunk(256, later, chunk));
        Assert.False(cipher.TryOpenChunk(255, later, chunk));
        Assert.False(cipher.TryOpenChunk(0, later, chunk));
    }

    [Fact]
    public void A_flipped_byte_of_the_first_or_the_last_chunk_does_not_open()
    {
        var ciphertext = Seal(Plaintext);
        foreach (var at in new[] { 0, Chunk - 1, 3 * Chunk, ciphertext.Length - 1 })
            Refused(ciphertext, at, 1);
        Assert.True(Opens(ciphertext));
    }

    [Fact]
    public void Truncated_extended_reordered_and_duplicated_chunks_do_not_open()
    {
        var c = Seal(Plaintext);
        byte[] a0 = c[..Chunk],
            a1 = c[Chunk..(2 * Chunk)],
            a2 = c[(2 * Chunk)..(3 * Chunk)],
            last = c[(3 * Chunk)..];
        Assert.False(Opens([.. a0, .. a1, .. a2])); // truncated at a chunk's end
        Assert.False(Opens(c[..^1]));
        Assert.False(Opens([.. c, 0]));
        Assert.False(Opens([.. c, .. last])); // two last
        Assert.False(Opens([.. a1, .. a0, .. a2, .. last])); // reordered
        Assert.False(Opens([.. a0, .. a0, .. a2, .. last])); // duplicated
        Assert.False(Opens([.. a0, .. a1, .. a2, .. a2]));
        Assert.False(Opens([]));
    }

    [Fact]
    public void A_shorter_statement_of_length_does_not_turn_a_middle_chunk_into_the_last()
    {
        var ciphertext = Seal(Plaintext);
        foreach (var length in new[] { 2 * 65_536 + 100, 3 * 65_536, 65_536 })
        {
            using var cipher = Cipher(length);
            Assert.False(
                cipher.TryOpen(ciphertext.AsSpan(0, (int)ChunkedPayload.CiphertextBytes(length)), new byte[length])
            );
        }
    }

    [Fact]
    public void A_multiple_of_the_chunk_ends_in_an_empty_chunk_that_must_be_there()
    {
        var plaintext = Plaintext[..65_536];
        var ciphertext = Seal(plaintext);
        Assert.Equal(Chunk + 16, ciphertext.Length);
        Assert.True(Opens(ciphertext, 65_536));
        Assert.False(Opens(ciphertext[..Chunk], 65_536)); // without its empty last
        ciphertext[^1] ^= 1;
        Assert.False(Opens(ciphertext, 65_536)); // with another empty last
    }

    [Fact]
    public void A_section_that_does_not_open_leaves_no_plaintext()
    {
        var ciphertext = Seal(Plaintext);
        ciphertext[^1] ^= 1;
        using var cipher = Cipher(Plaintext.Length);
        var plaintext = new byte[Plaintext.Length];
        Assert.False(cipher.TryOpen(ciphertext, plaintext));
        Assert.DoesNotContain(plaintext[(3 * 65_536)..], b => b != 0);
    }

    [Fact]
    public void A_stream_that_ends_early_does_not_open()
    {
        var ciphertext = Seal(Plaintext);
        using var cipher = Cipher(Plaintext.Length);
        using var plaintext = new MemoryStream();
        Assert.True(cipher.TryOpen(new MemoryStream([.. ciphertext, 1, 2, 3]), plaintext));
        Assert.Equal(Plaintext, plaintext.ToArray());
        Assert.False(cipher.TryOpen(new MemoryStream(ciphertext[..^1]), Stream.Null));
        Assert.False(cipher.TryOpen(new MemoryStream(ciphertext[..(3 * Chunk)]), Stream.Null));
    }

    [Fact]
    public void Part_roots_fold_to_the_root_over_all_chunks_for_every_number_of_chunks()
    {
        foreach (var chunks in new[] { 1, 2, 63, 64, 65, 127, 128, 129, 200, 257 })
        {
            var leaves = Enumerable
                .Range(0, chunks)
                .Select(i => TreeHash.Leaf(P256, BitConverter.GetBytes(i)))
                .ToArray();
            var parts = leaves.Chunk(64).Select(part => CompactRange.Root(P256, part)).ToArray();
            Assert.Equal(CompactRange.Root(P256, leaves), PartRoots.Fold(P256, parts));
        }
    }

    [Fact]
    public void Parts_of_real_bytes_verify_alone_and_in_any_pieces()
    {
        var plaintext = Bytes("parts", 64 * 65_536 + 5);
        var ciphertext = Seal(plaintext);
        var leaves = ciphertext.Chunk(Chunk).Select(chunk => TreeHash.Leaf(P256, chunk)).ToArray();
        var section = new SectionEntry(SectionType.Document, plaintext.Length, CompactRange.Root(P256, leaves));
        using var hasher = new PartHasher(P256);
        foreach (var piece in ciphertext.Chunk(10_007))
            hasher.Append(piece);
        var roots = hasher.Finish();
        Assert.Equal(2, roots.Length);
        Assert.True(PartRoots.Verify(P256, section, roots));
        Assert.False(PartRoots.Verify(P256, section, roots[..1]));
        Assert.False(PartRoots.Verify(P256, section, [roots[1], roots[0]]));
        Assert.False(PartRoots.Verify(P256, section, [section.Root]));
        var (first, second) = (ciphertext[..ChunkedPayload.PartBytes], ciphertext[ChunkedPayload.PartBytes..]);
        Assert.True(PartRoots.VerifyPart(P256, section, 0, first, roots[0]));
        Assert.True(PartRoots.VerifyPart(P256, section, 1, second, roots[1]));
        Assert.False(PartRoots.VerifyPart(P256, section, 1, first, roots[1]));
        Assert.False(PartRoots.VerifyPart(P256, section, 2, second, roots[1]));
        first[100] ^= 1;
        Assert.False(PartRoots.VerifyPart(P256, section, 0, first, roots[0]));
    }

    private static PayloadCipher Cipher(long length) =>
        new(P256, SectionKeys.Payload(P256, P256.Hash("section key"u8)), length);

    private static byte[] Seal(byte[] plaintext)
    {
        using var cipher = Cipher(plaintext.Length);
        using var output = new MemoryStream();
        using var parts = new PartHasher(P256);
        cipher.Seal(new MemoryStream(plaintext), output, _ => { }, parts);
        return output.ToArray();
    }

    private static bool Opens(byte[] ciphertext, int? length = null)
    {
        using var cipher = Cipher(length ?? Plaintext.Length);
        return cipher.TryOpen(ciphertext, new byte[length ?? Plaintext.Length]);
    }

    private static void Refused(byte[] ciphertext, int at, byte xor)
    {
        var wrong = (byte[])ciphertext.Clone();
        wrong[at] ^= xor;
        Assert.False(Opens(wrong));
    }
}
