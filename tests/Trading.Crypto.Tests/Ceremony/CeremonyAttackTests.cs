namespace Trading.Crypto.Tests.Ceremonies;

/// <summary>
/// What a dishonest trustee, or the coordinator between them, may try. Trustee 2 attacks; 1 and 3 are honest.
/// </summary>
public class CeremonyAttackTests
{
    private static readonly Group Group = Suite.P256.Group;
    private readonly TestCeremony ceremony = new(2, 3);

    [Fact]
    public void A_rogue_key_without_proof_of_possession_is_refused_and_named()
    {
        // C₂ = X − C₁ − C₃ would make the group key X, whose secret the attacker knows; he cannot sign under C₂.
        var message = ceremony.Parsed(2);
        var own = Group.Multiply(Group.RandomScalar(ceremony.Entropy), Group.Generator);
        var others = Group.Add(ceremony.Parsed(1).Commitment[0], ceremony.Parsed(3).Commitment[0]);
        Send(message with { Commitment = [Group.Add(own, Group.Negate(others)), message.Commitment[1]] });
        Named(CeremonyFault.InvalidPossession, 2);
    }

    [Fact]
    public void A_proof_of_possession_from_another_session_trustee_or_message_is_refused()
    {
        var message = ceremony.Parsed(2);
        var elsewhere = TestCeremony.Make(2, ceremony.Secrets, policy: 2);
        Scalar[] coefficients = [Scalar.From(5), Scalar.From(6)];
        Assert.Equal(
            CeremonyFault.None,
            CeremonyMessage.TryParse(
                elsewhere,
                Ceremony.CreateMessage(
                    elsewhere,
                    2,
                    ceremony.Secrets[1],
                    coefficients,
                    Scalar.From(7),
                    ceremony.Entropy
                ),
                out var replayed
            )
        );
        foreach (
            var bad in new[]
            {
                replayed!,
                message with
                {
                    Possession = ceremony.Parsed(1).Possession,
                },
                message with
                {
                    Ephemeral = Group.Generator,
                },
            }
        )
        {
            Send(bad);
            Named(CeremonyFault.InvalidPossession, 2);
        }
    }

    [Fact]
    public void A_polynomial_of_another_length_is_refused_and_named()
    {
        // A longer one would lift the threshold, a shorter one lower it.
        foreach (var degree in new[] { 1, 3, 4 })
        {
            var coefficients = Enumerable.Range(0, degree).Select(_ => Group.RandomScalar(ceremony.Entropy)).ToArray();
            ceremony.Messages[1] = ceremony.Forge(2, coefficients, Group.RandomScalar(ceremony.Entropy));
            ceremony.Commit();
            Named(CeremonyFault.WrongPolynomialLength, 2);
        }
    }

    [Fact]
    public void A_rushing_trustee_cannot_choose_its_message_after_seeing_the_others()
    {
        // The commitments are fixed; he now tries keys until the group key suits him, each with a sound proof.
        var commitment = ceremony.Commitments[1];
        for (var i = 0; i < 4; i++)
        {
            ceremony.Messages[1] = Ceremony.CreateMessage(
                ceremony.Parameters,
                2,
                ceremony.Secrets[1],
                ceremony.Entropy
            );
            Assert.Same(commitment, ceremony.Commitments[1]);
            Named(CeremonyFault.CommitmentMismatch, 2);
        }
    }

    [Fact]
    public void A_bad_share_to_one_peer_is_named_by_that_peer_and_unseen_by_the_other()
    {
        // Under the same ephemeral secret, and so the same key, the share of another polynomial: it decrypts, and does
        // not fit.
        var message = ceremony.Parsed(2);
        var other = ceremony.Forge(2, [Scalar.From(8), Scalar.From(9)], EphemeralSecret(message));
        Assert.Equal(CeremonyFault.None, CeremonyMessage.TryParse(ceremony.Parameters, other, out var wrong));
        Send(message with { Ciphertexts = [message.Ciphertexts[0], message.Ciphertexts[1], wrong!.Ciphertexts[2]] });
        Assert.Equal(new CeremonyFailure(CeremonyFault.WrongShare, 2), ceremony.Failure(3));
        Assert.False(ceremony.Failure(1).Failed);
    }

    [Fact]
    public void A_share_that_does_not_decrypt_is_named_by_its_recipient()
    {
        var message = ceremony.Parsed(2);
        byte[][] ciphertexts = [.. message.Ciphertexts];
        ciphertexts[0] = [.. ciphertexts[0]];
        ciphertexts[0][5] ^= 1;
        Send(message with { Ciphertexts = ciphertexts });
        Assert.Equal(new CeremonyFailure(CeremonyFault.UndecryptableShare, 2), ceremony.Failure(1));
        Assert.False(ceremony.Failure(3).Failed);
    }

    [Fact]
    public void Exchanged_ciphertexts_and_another_trustee_s_message_are_refused()
    {
        var message = ceremony.Parsed(2);
        Send(message with { Ciphertexts = [message.Ciphertexts[1], message.Ciphertexts[0], message.Ciphertexts[2]] });
        Assert.Equal(new CeremonyFailure(CeremonyFault.UndecryptableShare, 2), ceremony.Failure(1));
        Send(ceremony.Parsed(1)); // the mirror: proof and points are sound, but he cannot encrypt the shares as his own
        Assert.Equal(new CeremonyFailure(CeremonyFault.UndecryptableShare, 2), ceremony.Failure(1));
        Assert.Equal(new CeremonyFailure(CeremonyFault.UndecryptableShare, 2), ceremony.Failure(3));
    }

    [Theory]
    [InlineData("infinity", "000000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("hybrid", "066B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296")]
    [InlineData("uncompressed", "046B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296")]
    [InlineData("off the curve", "020000000000000000000000000000000000000000000000000000000000000001")]
    [InlineData("x is the prime", "02FFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF")]
    [InlineData("x above the prime", "02FFFFFFFF00000001000000000000000000000001000000000000000000000004")]
    public void A_point_that_is_none_is_refused_and_named(string what, string encoding)
    {
        var honest = ceremony.Messages[1];
        foreach (var at in new[] { 0, 33, 2 * 33 + 65 }) // both commitment points and the ephemeral point
        {
            ceremony.Messages[1] = [.. honest];
            Convert.FromHexString(encoding).CopyTo(ceremony.Messages[1], at);
            ceremony.Commit();
            Assert.True(ceremony.Failure(1) == new CeremonyFailure(CeremonyFault.InvalidPoint, 2), what);
        }
    }

    [Theory]
    [
        InlineData(0UL),
        InlineData(47UL),
        InlineData(49UL),
        InlineData(65536UL),
        InlineData(0x7FFFFFFFUL),
        InlineData(0x80000000UL),
        InlineData(ulong.MaxValue)
    ]
    public void A_length_prefix_other_than_a_share_s_is_refused_before_anything_is_reserved(ulong length)
    {
        var at = 3 * 33 + 65 + 56; // the second ciphertext's prefix
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(ceremony.Messages[1].AsSpan(at), length);
        ceremony.Commit();
        Named(CeremonyFault.Malformed, 2);
    }

    [Fact]
    public void Truncated_and_extended_messages_are_refused_and_named()
    {
        var honest = ceremony.Messages[1];
        foreach (
            var bad in new byte[][] { [], honest[..1], honest[..^1], [.. honest, 0], [.. honest, .. new byte[1000]] }
        )
        {
            ceremony.Messages[1] = bad;
            ceremony.Commit();
            Named(CeremonyFault.Malformed, 2);
        }
    }

    [Fact]
    public void A_coordinator_that_changes_my_own_message_or_commitment_is_noticed()
    {
        var own = ceremony.Messages[0];
        ceremony.Messages[0] = Ceremony.CreateMessage(ceremony.Parameters, 1, ceremony.Secrets[0], ceremony.Entropy);
        Assert.Equal(CeremonyFault.OwnMessageChanged, Complete(own).Fault);
        ceremony.Commit();
        Assert.Equal(CeremonyFault.OwnMessageChanged, Complete(own).Fault);
        ceremony.Messages[0] = own;
        Assert.Equal(CeremonyFault.OwnMessageChanged, Complete(own).Fault);
        ceremony.Commit();
        Assert.False(Complete(own).Failed);
    }

    [Fact]
    public void A_missing_or_surplus_commitment_or_message_ends_the_ceremony()
    {
        var (commitments, messages) = (ceremony.Commitments, ceremony.Messages);
        foreach (
            var (c, m) in new[]
            {
                (commitments[..2], messages),
                (commitments, messages[..2]),
                (commitments, (byte[][])[.. messages, messages[0]]),
            }
        )
        {
            var failure = Ceremony.TryComplete(
                ceremony.Parameters,
                1,
                ceremony.Secrets[0],
                messages[0],
                c,
                m,
                ceremony.Entropy,
                out var result
            );
            Assert.Equal(new CeremonyFailure(CeremonyFault.WrongCount, 0), failure);
            Assert.Null(result);
        }
    }

    [Fact]
    public void A_split_view_ends_in_signatures_that_do_not_fit()
    {
        // The coordinator and trustee 2 show trustee 3 another message 1 of trustee 2, with its own sound commitment.
        var honest = ceremony.Result(1);
        ceremony.Messages[1] = Ceremony.CreateMessage(ceremony.Parameters, 2, ceremony.Secrets[1], ceremony.Entropy);
        ceremony.Commit();
        byte[][] signatures = [honest.Signature, ceremony.Result(2).Signature, ceremony.Result(3).Signature];
        var failure = LockCertificate.TryAssemble(
            ceremony.Parameters,
            ceremony.Commitments,
            ceremony.Messages,
            signatures,
            out _
        );
        Assert.Equal(new CeremonyFailure(CeremonyFault.WrongSignature, 1), failure);
    }

    /// <summary>
    /// Trustee 2's ephemeral secret: the fixture draws from one seeded stream, which is replayed up to there.
    /// </summary>
    private static Scalar EphemeralSecret(CeremonyMessage message)
    {
        var entropy = new FixedEntropy("ceremony");
        var secrets = Enumerable.Range(0, 3).Select(_ => Group.RandomScalar(entropy)).ToArray();
        var parameters = TestCeremony.Make(2, secrets, 1);
        Ceremony.CreateMessage(parameters, 1, secrets[0], entropy);
        var recorder = new RecordingEntropy(entropy);
        Ceremony.CreateMessage(parameters, 2, secrets[1], recorder);
        var ephemeral = recorder.Draws.Where(draw => draw.Length == 48).Select(draw => Group.Reduce(draw)).Last();
        Assert.Equal(message.Ephemeral, Group.Multiply(ephemeral, Group.Generator));
        return ephemeral;
    }

    private void Send(CeremonyMessage message)
    {
        ceremony.Messages[1] = message.ToBytes();
        ceremony.Commit();
    }

    private void Named(CeremonyFault fault, int accused)
    {
        foreach (var honest in new[] { 1, 3 })
            Assert.Equal(new CeremonyFailure(fault, accused), ceremony.Failure(honest));
        Assert.Equal(
            new CeremonyFailure(fault, accused),
            LockCertificate.TryAssemble(
                ceremony.Parameters,
                ceremony.Commitments,
                ceremony.Messages,
                [
                    [],
                    [],
                    [],
                ],
                out var certificate
            )
        );
        Assert.Null(certificate);
    }

    private CeremonyFailure Complete(byte[] own) =>
        Ceremony.TryComplete(
            ceremony.Parameters,
            1,
            ceremony.Secrets[0],
            own,
            ceremony.Commitments,
            ceremony.Messages,
            ceremony.Entropy,
            out _
        );

    private sealed class RecordingEntropy(Entropy inner) : Entropy
    {
        public List<byte[]> Draws { get; } = [];

        public override void Fill(Span<byte> destination)
        {
            inner.Fill(destination);
            Draws.Add(destination.ToArray());
        }
    }
}
