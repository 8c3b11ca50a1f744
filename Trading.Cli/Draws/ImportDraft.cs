using Trading.Crypto;
using Trading.Evaluation.Requests;
using Trading.Evaluation.Statements;

namespace Trading.Cli;

/// <summary>A draw of another system as it is imported: what is sent, and what stays here.</summary>
/// <param name="Draw">Its id.</param>
/// <param name="Import">The import.</param>
/// <param name="GateSalt">The box for the gate.</param>
/// <param name="HostSignature">The host's.</param>
/// <param name="SupervisorSignature">The supervisor's; empty while only the host has signed.</param>
/// <param name="Salt">Salt of the person hashes, 32 bytes: it stays here until the paper is handed in. Empty where the
/// draw was read from a file.</param>
public sealed record ImportedDraw(
    string Draw,
    ExternalImport Import,
    byte[] GateSalt,
    byte[] HostSignature,
    byte[] SupervisorSignature,
    byte[] Salt
)
{
    /// <summary>What both sign.</summary>
    public byte[] Statement => DrawStatements.Import(Import.Hash(), GateSalt);

    /// <summary>The same with the supervisor's signature.</summary>
    public ImportedDraw SignedBy(PersonKey supervisor)
    {
        ArgumentNullException.ThrowIfNull(supervisor);
        return this with { SupervisorSignature = supervisor.Sign(Tags.DrawImport, Statement) };
    }

    /// <summary>Prints no salt.</summary>
    public override string ToString() => $"ImportedDraw {Draw}";
}

/// <summary>
/// What host and supervisor copy from the paper of another system. Source: docs/spec/draw.md, "External draws".
/// </summary>
/// <param name="Draft">The facts; its draw is the other system's.</param>
/// <param name="System">Who drew, 1 to 100 letters.</param>
/// <param name="Number">The number of the draw there, 1 to 100 letters.</param>
/// <param name="Experts">Identity numbers of the experts, as many as drawn seats, none twice.</param>
/// <param name="Paper">The signed paper, 1 byte to 8 MiB.</param>
public sealed record ImportDraft(
    DrawDraft Draft,
    string System,
    string Number,
    IReadOnlyList<string> Experts,
    byte[] Paper
)
{
    /// <summary>
    /// Draws an id and a salt, and both sign. A trust file without platform or gate is a
    /// <see cref="CommandException"/>; so is what does not fit together.
    /// </summary>
    public ImportedDraw Publish(TrustFile trust, PersonKey host, PersonKey supervisor, Entropy entropy)
    {
        ArgumentNullException.ThrowIfNull(supervisor);
        return Propose(trust, host, supervisor.PublicPoint, entropy).SignedBy(supervisor);
    }

    /// <summary>The same, signed by the host alone: the supervisor signs elsewhere.</summary>
    public ImportedDraw Propose(TrustFile trust, PersonKey host, byte[] supervisor, Entropy entropy)
    {
        ArgumentNullException.ThrowIfNull(trust);
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(entropy);
        var suite = Suite.P256;
        var (id, salt) = (new byte[Names.IdDigits / 2], new byte[PersonHash.SaltBytes]);
        entropy.Fill(id);
        entropy.Fill(salt);
        var gate = DrawDraft.OfficeOf(trust, OfficeKind.Gate);
        var request = Draft.Request(suite, Convert.ToHexStringLower(id), salt);
        Demand(request, host, supervisor);
        var import = new ExternalImport
        {
            Request = request,
            System = System,
            Number = Number,
            Experts = HashesOf(suite, salt, Experts),
            PaperHash = suite.Hash(Paper),
            PaperBytes = (uint)Paper.Length,
            PlatformKey = DrawDraft.PlatformOf(trust),
            Gate = gate.SigningKey,
            Host = host.PublicPoint,
            Supervisor = supervisor,
            Drill = Draft.Drill,
        };
        var box = DrawDraft.SaltFor(gate, import.Hash(), salt, entropy);
        var signature = host.Sign(Tags.DrawImport, DrawStatements.Import(import.Hash(), box));
        return new ImportedDraw(request.Draw, import, box, signature, [], salt);
    }

    /// <summary>Person hashes, rising: their order says nothing.</summary>
    internal static IReadOnlyList<byte[]> HashesOf(Suite suite, byte[] salt, IEnumerable<string> ids) =>
        [.. ids.Select(id => PersonHash.Of(suite, salt, id)).OrderBy(Convert.ToHexString, StringComparer.Ordinal)];

    private void Demand(DrawRequest request, PersonKey host, byte[] supervisor)
    {
        if (!Letters.FitsSeen(System, 1, ExternalImportCodec.MostLetters))
            throw CommandException.Usage("--system has 1 to 100 letters.", "name the system as its paper does");
        if (!Letters.FitsSeen(Number, 1, ExternalImportCodec.MostLetters))
            throw CommandException.Usage("--number has 1 to 100 letters.", "copy the number from the paper");
        if (Experts.Count != request.DrawnSeats)
            throw CommandException.Usage(
                $"The draw has {request.DrawnSeats} seats and the table {Experts.Count} persons.",
                "a draw is imported as a whole: one row for each seat"
            );
        if (host.PublicPoint.AsSpan().SequenceEqual(supervisor))
            throw CommandException.Usage(
                "Host and supervisor are the same key.",
                "two persons answer for what was copied: name another --supervisor-key"
            );
    }
}
