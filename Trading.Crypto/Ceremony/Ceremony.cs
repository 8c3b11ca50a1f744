namespace Trading.Crypto;

/// <summary>
/// What a completed ceremony gives one trustee: its share, which it keeps secret; the public keys; and its signature
/// (65 bytes) over the transcript, which it sends. Computed anew from the same messages it is the same to the last
/// byte.
/// </summary>
public sealed record CeremonyResult(
    Scalar Share,
    Point GroupKey,
    Point[] VerificationShares,
    byte[] Transcript,
    byte[] Signature
);

/// <summary>
/// The trustees' ceremony, COCKTAIL-DKG v0.2.1 behind a round of commitments, as pure functions. A trustee
/// 1. makes its message 1 once (<see cref="CreateMessage"/>), stores it, and sends the <see cref="Commit"/> of it;
/// 2. sends message 1 itself when it has seen n commitments, and never looks at another's message before;
/// 3. completes with all commitments and messages (<see cref="TryComplete"/>), stores the share, sends the signature;
/// 4. assembles the certificate from all signatures (<see cref="LockCertificate.TryAssemble"/>); only then the lock
/// exists. Message 1 is the whole state between rounds: the polynomial and the ephemeral secret are forgotten when it
/// is made, because the trustee's own share lies encrypted in it. So a trustee that was killed sends the same bytes
/// again, and stores no secret but its key.
/// Source: docs/spec/lock.md, "Ceremony".
/// </summary>
public static class Ceremony
{
    /// <summary>
    /// Makes message 1 of the trustee with this index and static secret. Called once per ceremony: two messages under
    /// one context, with different polynomials, are what an attacker sends. A secret that is not the index's key is an
    /// <see cref="ArgumentException"/>.
    /// </summary>
    public static byte[] CreateMessage(CeremonyParameters parameters, int index, Scalar staticSecret, Entropy entropy)
    {
        var group = parameters.Suite.Group;
        CheckSecret(parameters, index, staticSecret, entropy);
        var coefficients = new Scalar[parameters.Threshold];
        foreach (ref var coefficient in coefficients.AsSpan())
            coefficient = group.RandomScalar(entropy);
        var message = CreateMessage(
            parameters,
            index,
            staticSecret,
            coefficients,
            group.RandomScalar(entropy),
            entropy
        );
        Array.Clear(coefficients);
        return message;
    }

    /// <summary>Round 0: the 32-byte commitment to one's own message 1, bound to context and index.</summary>
    public static byte[] Commit(CeremonyParameters parameters, int index, ReadOnlySpan<byte> message) =>
        Tags.Hash(
            parameters.Suite,
            Tags.CeremonyCommitment,
            parameters.Context,
            new WireWriter().U16((ushort)index).ToArray(),
            message.ToArray()
        );

    /// <summary>
    /// Checks all commitments and messages 1 in the trustees' order, decrypts and checks the shares, and signs the
    /// transcript. On failure the result is null and the failure names the trustee whose message shows it. The entropy
    /// only blinds multiplications.
    /// </summary>
    public static CeremonyFailure TryComplete(
        CeremonyParameters parameters,
        int index,
        Scalar staticSecret,
        ReadOnlySpan<byte> ownMessage,
        IReadOnlyList<byte[]> commitments,
        IReadOnlyList<byte[]> messages,
        Entropy entropy,
        out CeremonyResult? result
    )
    {
        result = null;
        CheckSecret(parameters, index, staticSecret, entropy);
        if (commitments.Count != parameters.Count || messages.Count != parameters.Count)
            return new CeremonyFailure(CeremonyFault.WrongCount, 0);
        if (
            !ownMessage.SequenceEqual(messages[index - 1])
            || !commitments[index - 1].AsSpan().SequenceEqual(Commit(parameters, index, ownMessage))
        )
            return new CeremonyFailure(CeremonyFault.OwnMessageChanged, 0);
        var failure = CeremonyView.TryRead(parameters, commitments, messages, out var view);
        if (failure.Failed)
            return failure;
        failure = TryReceive(parameters, index, staticSecret, view!.Messages, entropy, out var share);
        if (failure.Failed)
            return failure;

        var (groupKey, verificationShares) = PublicKeys(
            parameters,
            [.. view.Messages.Select(message => message.Commitment)]
        );
        // Follows from the checks of the single shares; here to catch a bug before it becomes a lock.
        if (
            groupKey.IsIdentity
            || parameters.Suite.Group.MultiplySecret(share, parameters.Suite.Group.Generator, entropy)
                != verificationShares[index - 1]
        )
            return new CeremonyFailure(CeremonyFault.Inconsistent, 0);
        var signature = new Schnorr(parameters.Suite).Sign(
            staticSecret,
            parameters.StaticKeys[index - 1],
            view.Transcript,
            entropy
        );
        result = new CeremonyResult(share, groupKey, verificationShares, view.Transcript, signature);
        return CeremonyFailure.None;
    }

    /// <summary>Message 1 from given secrets: official vectors fix them.</summary>
    internal static byte[] CreateMessage(
        CeremonyParameters parameters,
        int index,
        Scalar staticSecret,
        Scalar[] coefficients,
        Scalar ephemeralSecret,
        Entropy blinding
    )
    {
        var group = parameters.Suite.Group;
        var commitment = Array.ConvertAll(
            coefficients,
            coefficient => group.MultiplySecret(coefficient, group.Generator, blinding)
        );
        var ephemeralPoints = group.MultiplySecret(
            ephemeralSecret,
            [group.Generator, .. parameters.StaticKeys],
            blinding
        );
        var staticPoints = group.MultiplySecret(staticSecret, parameters.StaticKeys, blinding);
        var ephemeral = ephemeralPoints[0];
        var text = CeremonyMessage.PossessionText(parameters, commitment, ephemeral);
        var possession = new Schnorr(parameters.Suite).Sign(coefficients[0], commitment[0], text, blinding);

        var cipher = new ShareCipher(parameters);
        var ciphertexts = new byte[parameters.Count][];
        for (var j = 1; j <= ciphertexts.Length; j++)
        {
            var link = new ShareCipher.Link(
                ephemeralPoints[j],
                staticPoints[j - 1],
                ephemeral,
                parameters.StaticKeys[index - 1],
                parameters.StaticKeys[j - 1]
            );
            ciphertexts[j - 1] = cipher.Encrypt(Polynomial.Evaluate(group, coefficients, j), link);
        }
        return new CeremonyMessage(commitment, possession, ephemeral, ciphertexts).ToBytes();
    }

    /// <summary>The group key and all verification shares from the trustees' commitments.</summary>
    internal static (Point GroupKey, Point[] VerificationShares) PublicKeys(
        CeremonyParameters parameters,
        IReadOnlyList<Point[]> commitments
    )
    {
        var sum = Polynomial.Sum(parameters.Suite.Group, commitments);
        return (
            sum[0],
            [
                .. Enumerable
                    .Range(1, parameters.Count)
                    .Select(i => Polynomial.EvaluateCommitment(parameters.Suite.Group, sum, i)),
            ]
        );
    }

    /// <summary>Decrypts and checks the share of every trustee, my own among them, and adds them up.</summary>
    private static CeremonyFailure TryReceive(
        CeremonyParameters parameters,
        int index,
        Scalar staticSecret,
        CeremonyMessage[] messages,
        Entropy entropy,
        out Scalar sum
    )
    {
        var group = parameters.Suite.Group;
        var ephemeralPoints = group.MultiplySecret(
            staticSecret,
            Array.ConvertAll(messages, message => message.Ephemeral),
            entropy
        );
        var staticPoints = group.MultiplySecret(staticSecret, parameters.StaticKeys, entropy);
        var cipher = new ShareCipher(parameters);
        sum = Scalar.Zero;
        for (var j = 1; j <= messages.Length; j++)
        {
            var message = messages[j - 1];
            var link = new ShareCipher.Link(
                ephemeralPoints[j - 1],
                staticPoints[j - 1],
                message.Ephemeral,
                parameters.StaticKeys[j - 1],
                parameters.StaticKeys[index - 1]
            );
            if (!cipher.TryDecrypt(message.Ciphertexts[index - 1], link, out var share))
                return new CeremonyFailure(CeremonyFault.UndecryptableShare, j);
            if (
                group.MultiplySecret(share, group.Generator, entropy)
                != Polynomial.EvaluateCommitment(group, message.Commitment, index)
            )
                return new CeremonyFailure(CeremonyFault.WrongShare, j);
            sum = group.Add(sum, share);
        }
        return CeremonyFailure.None;
    }

    private static void CheckSecret(CeremonyParameters parameters, int index, Scalar staticSecret, Entropy entropy)
    {
        if (
            index < 1
            || index > parameters.Count
            || parameters.Suite.Group.MultiplySecret(staticSecret, parameters.Suite.Group.Generator, entropy)
                != parameters.StaticKeys[index - 1]
        )
            throw new ArgumentException($"The static secret is not that of trustee {index}.", nameof(index));
    }
}
