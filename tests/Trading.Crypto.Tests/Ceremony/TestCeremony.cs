namespace Trading.Crypto.Tests.Ceremonies;

/// <summary>A ceremony of n honest trustees, whose messages a test may exchange before anyone sees them.</summary>
internal sealed class TestCeremony
{
    public static readonly Suite P256 = Suite.P256;
    public static readonly Group Group = P256.Group;

    public TestCeremony(int threshold, int count, string seed = "ceremony", byte policy = 1)
    {
        Entropy = new FixedEntropy(seed);
        Secrets = [.. Enumerable.Range(0, count).Select(_ => Group.RandomScalar(Entropy))];
        Parameters = Make(threshold, Secrets, policy);
        Messages = [.. Secrets.Select((secret, i) => Ceremony.CreateMessage(Parameters, i + 1, secret, Entropy))];
        Commit();
    }

    public FixedEntropy Entropy { get; }
    public Scalar[] Secrets { get; }
    public CeremonyParameters Parameters { get; }
    public byte[][] Messages { get; }
    public byte[][] Commitments { get; private set; } = [];

    public static CeremonyParameters Make(int threshold, Scalar[] secrets, byte policy) =>
        new(
            P256,
            threshold,
            [.. secrets.Select(secret => Group.Multiply(secret, Group.Generator))],
            [.. Enumerable.Repeat(policy, 32)]
        );

    /// <summary>
    /// Round 0 over the messages as they stand now: what an attacker does who commits to a bad message in time.
    /// </summary>
    public void Commit() =>
        Commitments = [.. Messages.Select((message, i) => Ceremony.Commit(Parameters, i + 1, message))];

    public CeremonyFailure Complete(int index, out CeremonyResult? result) =>
        Ceremony.TryComplete(
            Parameters,
            index,
            Secrets[index - 1],
            Messages[index - 1],
            Commitments,
            Messages,
            Entropy,
            out result
        );

    public CeremonyFailure Failure(int index) => Complete(index, out _);

    public CeremonyResult Result(int index)
    {
        Assert.Equal(default, Complete(index, out var result));
        return result!;
    }

    public byte[][] Signatures() => [.. Enumerable.Range(1, Secrets.Length).Select(i => Result(i).Signature)];

    public LockCertificate Certificate()
    {
        Assert.Equal(
            default,
            LockCertificate.TryAssemble(Parameters, Commitments, Messages, Signatures(), out var certificate)
        );
        return certificate!;
    }

    public CeremonyMessage Parsed(int index)
    {
        Assert.Equal(CeremonyFault.None, CeremonyMessage.TryParse(Parameters, Messages[index - 1], out var message));
        return message!;
    }

    /// <summary>A message of this trustee from chosen secrets, fully formed: shares may then be changed.</summary>
    public byte[] Forge(int index, Scalar[] coefficients, Scalar ephemeral) =>
        Ceremony.CreateMessage(Parameters, index, Secrets[index - 1], coefficients, ephemeral, Entropy);
}
