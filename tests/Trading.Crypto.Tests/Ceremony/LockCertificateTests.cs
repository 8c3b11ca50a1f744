namespace Trading.Crypto.Tests.Ceremonies;

public class LockCertificateTests
{
    private readonly TestCeremony ceremony = new(2, 3);
    private readonly LockCertificate certificate;

    public LockCertificateTests() => certificate = ceremony.Certificate();

    [Fact]
    public void A_certificate_is_read_back_byte_for_byte_and_verified_offline()
    {
        var bytes = certificate.ToBytes();
        Assert.True(LockCertificate.TryParse(bytes, out var read));
        Assert.Equal(bytes, read!.ToBytes());
        Assert.Equal(default, read.Verify(ceremony.Parameters));
        Assert.Equal(ceremony.Result(1).GroupKey, read.GroupKey);
        Assert.Equal(ceremony.Result(1).VerificationShares, read.VerificationShares);
        Assert.Equal(ceremony.Parameters.PolicyHash, read.PolicyHash);
        Assert.Equal((2, 3, 0x0001), (read.Threshold, read.Count, read.Suite.Id));
        Assert.Equal(certificate.LockId, read.LockId);
        Assert.Equal(ceremony.Result(3).Transcript, read.Transcript);
    }

    [Fact]
    public void Another_policy_other_keys_another_order_or_threshold_are_refused()
    {
        var secrets = ceremony.Secrets;
        CeremonyParameters[] others =
        [
            TestCeremony.Make(2, secrets, policy: 2),
            TestCeremony.Make(3, secrets, policy: 1),
            TestCeremony.Make(2, [secrets[1], secrets[0], secrets[2]], policy: 1),
            TestCeremony.Make(2, [secrets[0], secrets[1], Scalar.From(99)], policy: 1),
            TestCeremony.Make(2, secrets[..2], policy: 1),
            TestCeremony.Make(2, [.. secrets, Scalar.From(99)], policy: 1),
        ];
        foreach (var other in others)
            Assert.Equal(new CeremonyFailure(CeremonyFault.WrongTranscript, 0), certificate.Verify(other));
    }

    [Fact]
    public void A_platform_cannot_substitute_a_key_of_its_own_trustees()
    {
        var own = new TestCeremony(2, 3, "the platform's own trustees").Certificate();
        Assert.Equal(CeremonyFault.WrongTranscript, own.Verify(ceremony.Parameters).Fault);
    }

    [Fact]
    public void Every_changed_byte_is_refused()
    {
        var bytes = certificate.ToBytes();
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] ^= 1;
            if (LockCertificate.TryParse(bytes, out var changed))
                Assert.True(changed!.Verify(ceremony.Parameters).Failed, $"byte {i}");
            bytes[i] ^= 1;
        }
    }

    [Fact]
    public void Truncated_and_extended_certificates_are_refused()
    {
        var bytes = certificate.ToBytes();
        for (var length = 0; length < bytes.Length; length++)
            Assert.False(LockCertificate.TryParse(bytes.AsSpan(0, length), out _));
        Assert.False(LockCertificate.TryParse((byte[])[.. bytes, 0], out _));
    }

    [Fact]
    public void A_wrong_signature_names_its_trustee()
    {
        for (var j = 1; j <= 3; j++)
        {
            var signatures = ceremony.Signatures();
            signatures[j - 1][40] ^= 1;
            Assert.Equal(new CeremonyFailure(CeremonyFault.WrongSignature, j), Assemble(signatures));
            signatures[j - 1] = ceremony.Signatures()[j % 3];
            Assert.Equal(new CeremonyFailure(CeremonyFault.WrongSignature, j), Assemble(signatures));
        }
    }

    [Fact]
    public void All_n_signatures_are_needed()
    {
        var signatures = ceremony.Signatures();
        Assert.Equal(new CeremonyFailure(CeremonyFault.WrongCount, 0), Assemble(signatures[..2]));
        Assert.Equal(
            new CeremonyFailure(CeremonyFault.WrongSignature, 3),
            Assemble([signatures[0], signatures[1], []])
        );
    }

    [Fact]
    public void The_commitments_of_round_0_are_certified()
    {
        var bytes = certificate.ToBytes();
        var at = bytes.Length - 3 * 65 - 3 * 32;
        bytes[at + 40] ^= 1;
        Assert.True(LockCertificate.TryParse(bytes, out var changed));
        Assert.Equal(CeremonyFault.WrongTranscript, changed!.Verify(ceremony.Parameters).Fault);
    }

    [Theory]
    [
        InlineData(0xFFFFFFFFFFFFFFFF),
        InlineData(0x8000000000000000),
        InlineData(0x7FFFFFFFFFFFFFFF),
        InlineData(0x100000000)
    ]
    public void A_huge_length_inside_the_transcript_is_refused(ulong length)
    {
        var bytes = certificate.ToBytes();
        foreach (var at in new[] { 6, 6 + 8 + 24 }) // ciphersuite id and context
        {
            var changed = bytes.ToArray();
            System.Buffers.Binary.BinaryPrimitives.WriteUInt64LittleEndian(changed.AsSpan(at), length);
            Assert.False(LockCertificate.TryParse(changed, out _));
        }
    }

    [Theory]
    [
        InlineData(0u, 2u),
        InlineData(3u, 0u),
        InlineData(3u, 4u),
        InlineData(33u, 2u),
        InlineData(0xFFFFFFFF, 2u),
        InlineData(3u, 0xFFFFFFFF)
    ]
    public void Numbers_of_trustees_that_cannot_be_are_refused(uint count, uint threshold)
    {
        var bytes = certificate.ToBytes();
        var at = 6 + 8 + 24 + 8 + 32;
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at), count);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at + 4), threshold);
        Assert.False(LockCertificate.TryParse(bytes, out _));
    }

    [Theory]
    [InlineData(0), InlineData(2), InlineData(0x0101), InlineData(0xFFFF)]
    public void An_unknown_suite_is_refused_never_guessed(int suite)
    {
        var bytes = certificate.ToBytes();
        (bytes[0], bytes[1]) = ((byte)(suite >> 8), (byte)suite);
        Assert.False(LockCertificate.TryParse(bytes, out _));
    }

    private CeremonyFailure Assemble(byte[][] signatures)
    {
        var failure = LockCertificate.TryAssemble(
            ceremony.Parameters,
            ceremony.Commitments,
            ceremony.Messages,
            signatures,
            out var assembled
        );
        Assert.Equal(failure.Failed, assembled is null);
        return failure;
    }
}
