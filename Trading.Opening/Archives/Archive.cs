namespace Trading.Opening.Archives;

/// <summary>What an archive holds of one lot.</summary>
/// <param name="Lot">Lot id.</param>
/// <param name="Freeze">Checkpoint of the frozen intake with the platform's signature alone: cosignatures stand in the
/// events.</param>
/// <param name="Ticks">All ticks of the intake, the drain last.</param>
/// <param name="Acknowledgements">
/// Entry hash (hexadecimal) → the platform's acknowledgement, one for each entry: the tree says that an entry was
/// there, the acknowledgement binds the platform to when it came. An entry's arrival in <paramref name="Ticks"/> is the
/// one acknowledged.
/// </param>
/// <param name="Records">Submission id → ciphertext of section 0, for each bid that was opened, or that failed through
/// its bidder's fault.</param>
/// <param name="Partials">Trustee's number → its partial batch; empty in a public archive.</param>
public sealed record ArchiveLot(
    string Lot,
    string Freeze,
    IReadOnlyList<DisclosedTick> Ticks,
    IReadOnlyDictionary<string, byte[]> Acknowledgements,
    IReadOnlyDictionary<string, byte[]> Records,
    IReadOnlyDictionary<int, byte[]> Partials
)
{
    /// <summary>
    /// Trustee's number → the partial openings for which it is accused (<see cref="PartialRefused"/>), as it sent them:
    /// so that whoever reads the archive can judge again.
    /// </summary>
    public IReadOnlyDictionary<int, byte[]> Refused { get; init; } = new Dictionary<int, byte[]>();
}

/// <summary>
/// One session as a file: with the trust file it is all that a verifier needs. <see cref="ArchiveCodec"/> prints and
/// reads it, <see cref="Audit"/> checks it. Source: docs/spec/archive.md.
/// </summary>
/// <param name="Kind">Who it is for.</param>
/// <param name="Leaves">The session's stream from height 0.</param>
/// <param name="Checkpoints">Cosigned checkpoints of the session's stream by rising size; the last covers every
/// leaf.</param>
/// <param name="Lots">Frozen lots by id.</param>
public sealed record Archive(
    ArchiveKind Kind,
    IReadOnlyList<ArchiveLeaf> Leaves,
    IReadOnlyList<string> Checkpoints,
    IReadOnlyList<ArchiveLot> Lots
);
