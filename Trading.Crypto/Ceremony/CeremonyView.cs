using System.Text;

namespace Trading.Crypto;

/// <summary>
/// What everyone, secret or not, can see of a ceremony after round 1: all commitments of round 0 and all messages 1,
/// each checked against its commitment and its proof of possession; from them the transcript that all trustees sign.
/// </summary>
internal sealed record CeremonyView(CeremonyMessage[] Messages, byte[] Transcript)
{
    public static CeremonyFailure TryRead(
        CeremonyParameters parameters,
        IReadOnlyList<byte[]> commitments,
        IReadOnlyList<byte[]> messages,
        out CeremonyView? view
    )
    {
        view = null;
        if (commitments.Count != parameters.Count || messages.Count != parameters.Count)
            return new CeremonyFailure(CeremonyFault.WrongCount, 0);
        var read = new CeremonyMessage[parameters.Count];
        for (var j = 1; j <= read.Length; j++)
        {
            var fault = Read(parameters, j, commitments[j - 1], messages[j - 1], out var message);
            if (fault != CeremonyFault.None)
                return new CeremonyFailure(fault, j);
            read[j - 1] = message!;
        }
        var extension = Extension(parameters, commitments, ListHash(parameters, 1, messages));
        view = new CeremonyView(read, MakeTranscript(parameters, [.. read.Select(Parts)], extension));
        return CeremonyFailure.None;
    }

    /// <summary>The parts of a message that the transcript certifies.</summary>
    public static (Point[] Commitment, byte[] Possession, Point Ephemeral) Parts(CeremonyMessage message) =>
        (message.Commitment, message.Possession, message.Ephemeral);

    /// <summary>
    /// Policy hash ‖ hash of all commitments ‖ hash of all messages 1, 96 bytes: everyone signs that everyone saw the
    /// same.
    /// </summary>
    public static byte[] Extension(
        CeremonyParameters parameters,
        IReadOnlyList<byte[]> commitments,
        ReadOnlySpan<byte> messagesHash
    ) => [.. parameters.PolicyHash, .. ListHash(parameters, 0, commitments), .. messagesHash];

    /// <summary>The canonical transcript of the specification (its integers have the lowest byte first).</summary>
    public static byte[] MakeTranscript(
        CeremonyParameters parameters,
        IReadOnlyList<(Point[] Commitment, byte[] Possession, Point Ephemeral)> parts,
        ReadOnlySpan<byte> extension
    )
    {
        var id = Encoding.ASCII.GetBytes(parameters.Suite.CeremonyId);
        var writer = new WireWriter()
            .Fixed(CeremonyParameters.LittleEndian64(id.Length))
            .Fixed(id)
            .Fixed(CeremonyParameters.LittleEndian64(parameters.Context.Length))
            .Fixed(parameters.Context)
            .Fixed(CeremonyParameters.LittleEndian32(parameters.Count))
            .Fixed(CeremonyParameters.LittleEndian32(parameters.Threshold));
        foreach (var key in parameters.StaticKeys)
            writer.Fixed(key.EncodeCompressed());
        foreach (var point in parts.SelectMany(part => part.Commitment))
            writer.Fixed(point.EncodeCompressed());
        foreach (var part in parts)
            writer.Fixed(part.Possession);
        foreach (var part in parts)
            writer.Fixed(part.Ephemeral.EncodeCompressed());
        return writer.Fixed(CeremonyParameters.LittleEndian64(extension.Length)).Fixed(extension).ToArray();
    }

    private static CeremonyFault Read(
        CeremonyParameters parameters,
        int index,
        byte[] commitment,
        byte[] bytes,
        out CeremonyMessage? message
    )
    {
        message = null;
        // First of all the commitment: what a trustee did not commit to is not looked at.
        if (!commitment.AsSpan().SequenceEqual(Ceremony.Commit(parameters, index, bytes)))
            return CeremonyFault.CommitmentMismatch;
        var fault = CeremonyMessage.TryParse(parameters, bytes, out message);
        if (fault != CeremonyFault.None)
            return fault;
        var text = CeremonyMessage.PossessionText(parameters, message!.Commitment, message.Ephemeral);
        return new Schnorr(parameters.Suite).Verify(message.Commitment[0], text, message.Possession)
            ? CeremonyFault.None
            : CeremonyFault.InvalidPossession;
    }

    private static byte[] ListHash(CeremonyParameters parameters, byte round, IReadOnlyList<byte[]> items) =>
        Tags.Hash(
            parameters.Suite,
            Tags.CeremonyList,
            [
                [round],
                .. items,
            ]
        );
}
