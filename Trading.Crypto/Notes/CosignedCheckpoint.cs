namespace Trading.Crypto;

/// <summary>What a note is worth as a cosigned checkpoint.</summary>
public enum CheckpointVerdict
{
    /// <summary>The log signed it and enough witnesses cosigned it.</summary>
    Valid,

    /// <summary>The text is not a checkpoint.</summary>
    NotACheckpoint,

    /// <summary>It is the checkpoint of another log.</summary>
    WrongOrigin,

    /// <summary>The log's signature is missing or wrong.</summary>
    LogSignatureWrong,

    /// <summary>
    /// A line of a known witness is wrong: the whole note is then rejected (C2SP signed-note, "Signatures").
    /// </summary>
    CosignatureWrong,

    /// <summary>Fewer witnesses than the threshold.</summary>
    TooFewCosignatures,
}

/// <summary>A witness that correctly cosigned, and when by its own clock, in POSIX seconds.</summary>
public sealed record Cosigner(string Name, long TimeSeconds);

/// <summary>
/// The reading of a note as a checkpoint of one log under known keys. Source: docs/spec/streams.md, "Cosignatures".
/// </summary>
public sealed class CosignedCheckpoint
{
    private CosignedCheckpoint(CheckpointVerdict verdict, Checkpoint? checkpoint, IReadOnlyList<Cosigner> cosigners) =>
        (Verdict, Head, Cosigners) = (verdict, checkpoint, cosigners);

    /// <summary>What the note is worth.</summary>
    public CheckpointVerdict Verdict { get; }

    /// <summary>The head; set whenever the text is a checkpoint, even if it is worth nothing.</summary>
    public Checkpoint? Head { get; }

    /// <summary>The known witnesses that cosigned correctly.</summary>
    public IReadOnlyList<Cosigner> Cosigners { get; }

    /// <summary>
    /// Checks a note: the log's own signature (a key of kind Note) and at least <paramref name="threshold"/> correct
    /// cosignatures among the known witnesses (keys of kind Cosignature). Lines of unknown keys are ignored. A witness
    /// counts once, by its key.
    /// </summary>
    public static CosignedCheckpoint Read(
        Note note,
        string origin,
        NoteKey log,
        IReadOnlyList<NoteKey> witnesses,
        int threshold
    )
    {
        if (!Checkpoint.TryParse(note.Text, out var head))
            return new(CheckpointVerdict.NotACheckpoint, null, []);
        if (head.Origin != origin)
            return new(CheckpointVerdict.WrongOrigin, head, []);
        if (!note.IsSignedBy(log))
            return new(CheckpointVerdict.LogSignatureWrong, head, []);
        var cosigners = new List<Cosigner>();
        foreach (var witness in witnesses.DistinctBy(key => Convert.ToHexString(key.PublicPoint)))
        {
            if (note.Find(witness) is not { } line)
                continue;
            if (!Cosignature.TryVerify(note.Text, witness, line, out var time))
                return new(CheckpointVerdict.CosignatureWrong, head, cosigners);
            cosigners.Add(new Cosigner(witness.Name, time));
        }
        return new(
            cosigners.Count >= threshold ? CheckpointVerdict.Valid : CheckpointVerdict.TooFewCosignatures,
            head,
            cosigners
        );
    }
}
