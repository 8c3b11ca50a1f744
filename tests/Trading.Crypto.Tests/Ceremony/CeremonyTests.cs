namespace Trading.Crypto.Tests.Ceremonies;

public class CeremonyTests
{
    private static readonly Group Group = Suite.P256.Group;

    [Theory]
    [InlineData(1, 1), InlineData(2, 2), InlineData(2, 3), InlineData(3, 5)]
    public void All_trustees_reach_one_key_of_which_any_t_shares_make_the_secret(int threshold, int count)
    {
        var ceremony = new TestCeremony(threshold, count);
        var results = Enumerable.Range(1, count).Select(ceremony.Result).ToArray();
        Assert.Single(results.Select(result => result.GroupKey).Distinct());
        Assert.Single(results.Select(result => Convert.ToHexString(result.Transcript)).Distinct());
        foreach (var (result, i) in results.Select((result, i) => (result, i)))
            Assert.Equal(result.VerificationShares[i], Group.Multiply(result.Share, Group.Generator));

        var last = Enumerable.Range(count - threshold + 1, threshold).ToArray();
        var (numerators, denominator) = Lagrange.AtZero(Group, last);
        var secret = last.Select((index, i) => Group.Multiply(numerators[i], results[index - 1].Share))
            .Aggregate(Group.Add);
        Assert.Equal(
            results[0].GroupKey,
            Group.Multiply(Group.Multiply(secret, Group.Invert(denominator)), Group.Generator)
        );
    }

    [Fact]
    public void A_ceremony_s_shares_open_what_was_sealed_to_its_key()
    {
        var ceremony = new TestCeremony(2, 3);
        var certificate = ceremony.Certificate();
        var (enc, sharedSecret) = Suite.P256.Kem.Encapsulate(certificate.GroupKey, Entropy.System);
        Assert.True(Group.TryDecode(enc, out var point));
        var opening = new PartialOpening(
            Suite.P256,
            certificate.Threshold,
            certificate.VerificationShares,
            [point],
            certificate.LockId
        );
        var combined = opening.Combine([
            opening.Open(3, ceremony.Result(3).Share, Entropy.System),
            opening.Open(1, ceremony.Result(1).Share, Entropy.System),
        ]);
        Assert.Equal(sharedSecret, Suite.P256.Kem.FromSharedPoint(combined.Shared![0], enc, certificate.GroupKey));
    }

    [Fact]
    public void A_trustee_that_was_killed_completes_again_to_the_last_byte_from_its_stored_message()
    {
        var ceremony = new TestCeremony(2, 3);
        var (first, second) = (ceremony.Result(2), ceremony.Result(2));
        Assert.Equal(first.Share, second.Share);
        Assert.Equal(first.Signature, second.Signature);
        Assert.Equal(first.Transcript, second.Transcript);
    }

    [Fact]
    public void Two_messages_of_one_trustee_differ_and_so_does_every_lock()
    {
        var ceremony = new TestCeremony(2, 3);
        var again = Ceremony.CreateMessage(ceremony.Parameters, 1, ceremony.Secrets[0], ceremony.Entropy);
        Assert.NotEqual(ceremony.Messages[0], again);
        Assert.NotEqual(ceremony.Certificate().LockId, new TestCeremony(2, 3, "another").Certificate().LockId);
    }

    [Fact]
    public void Context_and_commitment_bind_session_trustees_and_index()
    {
        var one = new TestCeremony(2, 3);
        var other = TestCeremony.Make(2, one.Secrets, policy: 2);
        var reordered = TestCeremony.Make(2, [one.Secrets[1], one.Secrets[0], one.Secrets[2]], policy: 1);
        Assert.Equal(
            3,
            new[] { one.Parameters, other, reordered }.Select(p => Convert.ToHexString(p.Context)).Distinct().Count()
        );
        Assert.NotEqual(
            Ceremony.Commit(one.Parameters, 1, one.Messages[0]),
            Ceremony.Commit(other, 1, one.Messages[0])
        );
        Assert.NotEqual(
            Ceremony.Commit(one.Parameters, 1, one.Messages[0]),
            Ceremony.Commit(one.Parameters, 2, one.Messages[0])
        );
    }

    [Fact]
    public void Parameters_that_cannot_be_are_errors_of_the_caller()
    {
        var ceremony = new TestCeremony(2, 3);
        var keys = ceremony.Parameters.StaticKeys;
        var hash = new byte[32];
        Assert.Throws<ArgumentException>(() => new CeremonyParameters(Suite.P256, 0, keys, hash));
        Assert.Throws<ArgumentException>(() => new CeremonyParameters(Suite.P256, 4, keys, hash));
        Assert.Throws<ArgumentException>(() => new CeremonyParameters(Suite.P256, 1, [], hash));
        Assert.Throws<ArgumentException>(() =>
            new CeremonyParameters(Suite.P256, 2, [keys[0], keys[1], keys[0]], hash)
        );
        Assert.Throws<ArgumentException>(() => new CeremonyParameters(Suite.P256, 2, [keys[0], default], hash));
        Assert.Throws<ArgumentException>(() => new CeremonyParameters(Suite.P256, 2, keys, hash.AsSpan(1)));
        Assert.Throws<ArgumentException>(() =>
            Ceremony.CreateMessage(ceremony.Parameters, 1, ceremony.Secrets[1], ceremony.Entropy)
        );
        Assert.Throws<ArgumentException>(() =>
            Ceremony.CreateMessage(ceremony.Parameters, 0, ceremony.Secrets[0], ceremony.Entropy)
        );
    }
}
