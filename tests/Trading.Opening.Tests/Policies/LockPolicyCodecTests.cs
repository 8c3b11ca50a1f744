namespace Trading.Opening.Tests;

public class LockPolicyCodecTests
{
    private static readonly LockPolicy Policy = World.AnyPolicy;

    [Fact]
    public void A_policy_comes_back_from_its_bytes()
    {
        var full = Policy with
        {
            Roles = new PolicyRoles(Key(0), Key(1), Key(2), World.Host.Key, World.Supervisor.Key),
            SecondSecret = SecondSecret.Required,
            WindowSeconds = 60,
        };
        foreach (var policy in new[] { Policy, full })
        {
            var bytes = LockPolicyCodec.ToBytes(policy);
            Assert.True(LockPolicyCodec.TryParse(bytes, out var read, out _));
            Assert.Equal(bytes, LockPolicyCodec.ToBytes(read));
            Assert.Equal(policy.Trustees.Select(t => t.Name), read.Trustees.Select(t => t.Name));
        }
    }

    [Fact]
    public void Every_flipped_byte_gives_another_policy_or_none()
    {
        var bytes = LockPolicyCodec.ToBytes(Policy);
        for (var i = 0; i < bytes.Length; i++)
        {
            var flipped = (byte[])bytes.Clone();
            flipped[i] ^= 1;
            if (LockPolicyCodec.TryParse(flipped, out var read, out var problem))
                Assert.Equal(flipped, LockPolicyCodec.ToBytes(read));
            else
                Assert.NotEqual(PolicyProblem.None, problem);
        }
    }

    [Fact]
    public void Truncated_and_extended_bytes_are_malformed()
    {
        var bytes = LockPolicyCodec.ToBytes(Policy);
        for (var length = 0; length < bytes.Length; length++)
            Assert.False(LockPolicyCodec.TryParse(bytes.AsSpan(0, length), out _, out _));
        Assert.False(LockPolicyCodec.TryParse([.. bytes, 0], out _, out var problem));
        Assert.Equal(PolicyProblem.Malformed, problem);
    }

    public static TheoryData<PolicyProblem, string> Broken =>
        new()
        {
            { PolicyProblem.Malformed, "purpose" },
            { PolicyProblem.SessionName, "session" },
            { PolicyProblem.LotName, "lot" },
            { PolicyProblem.UnknownSuite, "suite" },
            { PolicyProblem.TrusteeCount, "no trustee" },
            { PolicyProblem.TrusteeName, "name with a space" },
            { PolicyProblem.TrusteeName, "name twice" },
            { PolicyProblem.BadKey, "compressed key" },
            { PolicyProblem.BadKey, "point off the curve" },
            { PolicyProblem.SameKey, "one key for two uses" },
            { PolicyProblem.Threshold, "threshold 1 of 3" },
            { PolicyProblem.Threshold, "threshold 4 of 3" },
            { PolicyProblem.Times, "opens after the deadline" },
            { PolicyProblem.Times, "no deadline" },
            { PolicyProblem.DrawTime, "draw time of an opening" },
            { PolicyProblem.Ticks, "no ticks" },
            { PolicyProblem.RecordSize, "record of 8 KiB" },
            { PolicyProblem.Window, "window without secrets" },
            { PolicyProblem.Quorum, "quorum of 2" },
            { PolicyProblem.TermsHash, "short terms hash" },
        };

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_broken_policy_has_no_bytes_and_its_problem_has_a_name(PolicyProblem problem, string which)
    {
        var broken = Break(which);
        var refused = Assert.Throws<ArgumentException>(() => LockPolicyCodec.ToBytes(broken));
        Assert.Contains(problem.ToString(), refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_problem_has_an_example() =>
        Assert.Equal(
            Enum.GetValues<PolicyProblem>().Where(p => p != PolicyProblem.None).Order(),
            Broken.Select(row => (PolicyProblem)row[0]).Distinct().Order()
        );

    [Fact]
    public void Names_may_open_later_than_they_close() =>
        Assert.NotEmpty(
            LockPolicyCodec.ToBytes(Policy with { Purpose = LockPurpose.Names, OpenAt = Policy.CloseAt + 1 })
        );

    [Fact]
    public void Since_version_2_the_last_instant_has_a_year_of_four_digits_and_version_1_keeps_its_own()
    {
        const long endOf9999 = 253_402_300_799_999_999;
        Assert.True(Holds(LockPolicyCodec.Newest, endOf9999));
        Assert.False(Holds(LockPolicyCodec.Newest, endOf9999 + 1));
        Assert.True(Holds(LockPolicyCodec.First, (1L << 62) - 2));
        Assert.False(Holds(LockPolicyCodec.First, (1L << 62) - 1));
        Assert.Equal(9999, DateTimeOffset.FromUnixTimeMilliseconds(endOf9999 / 1000).Year);

        static bool Holds(byte version, long at)
        {
            try
            {
                return LockPolicyCodec.ToBytes(Policy with { Version = version, CloseAt = at, OpenAt = at }).Length > 0;
            }
            catch (ArgumentException refused)
                when (refused.Message.Contains(nameof(PolicyProblem.Times), StringComparison.Ordinal))
            {
                return false;
            }
        }
    }

    private static LockPolicy Break(string which) =>
        which switch
        {
            "purpose" => Policy with { Purpose = (LockPurpose)9 },
            "session" => Policy with { Session = new('A', 32) },
            "lot" => Policy with { Lot = "Lot 1" },
            "suite" => Policy with { Suite = 9 },
            "no trustee" => Policy with { Trustees = [] },
            "name with a space" => Policy with
            {
                Trustees = [Policy.Trustees[0] with { Name = "a b" }, .. Policy.Trustees.Skip(1)],
            },
            "name twice" => Policy with
            {
                Trustees = [Policy.Trustees[0] with { Name = Policy.Trustees[1].Name }, .. Policy.Trustees.Skip(1)],
            },
            "compressed key" => Policy with { PlatformKey = Policy.PlatformKey[..33] },
            "point off the curve" => Policy with { PlatformKey = [4, .. new byte[64]] },
            "one key for two uses" => Policy with { PlatformKey = Policy.Trustees[0].SigningKey },
            "threshold 1 of 3" => Policy with { Threshold = 1 },
            "threshold 4 of 3" => Policy with { Threshold = 4 },
            "opens after the deadline" => Policy with { OpenAt = Policy.CloseAt + 1 },
            "no deadline" => Policy with { CloseAt = 0, OpenAt = 0 },
            "draw time of an opening" => Policy with { DrawAt = 1 },
            "no ticks" => Policy with { Ticks = [] },
            "record of 8 KiB" => Policy with { RecordSizeBytes = 8_192 },
            "window without secrets" => Policy with { WindowSeconds = 60 },
            "quorum of 2" => Policy with { Quorum = 2 },
            "short terms hash" => Policy with { TermsHash = new byte[31] },
            _ => throw new ArgumentOutOfRangeException(nameof(which)),
        };

    private static byte[] Key(int index) => TestLock.Trustees[index].SigningKey;
}
