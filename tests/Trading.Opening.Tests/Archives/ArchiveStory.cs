using System.Text;
using Trading.Crypto;
using Trading.Locks.Tests.Trustee;
using Trading.Opening.Tests.Records;

namespace Trading.Opening.Tests.Archives;

/// <summary>
/// One session from publication to conclusion with real trustees, real envelopes and the real decider, kept as a
/// platform keeps it: leaves, cosigned heads, ticks, acknowledgements, records, partial openings.
/// </summary>
internal sealed class ArchiveStory
{
    public static readonly Authority Centre = new("Demo CA");
    public static readonly Person Host = new("host", Centre);
    private static readonly Person Supervisor = new("supervisor", Centre);
    private readonly Dictionary<string, Person> bidders = [];
    private readonly Plot plot;
    private byte nonce;

    public ArchiveStory(Plot plot)
    {
        this.plot = plot;
        Terms = new SessionTerms(
            "GX-2026-001",
            "桂林某工程",
            plot.Pack,
            [new(Rehearsal.Lot, "标段一", PriceKind.Amount, 1_000_000_00, Scoring: plot.Scoring is null ? 0 : 1)],
            [new(Role.Host, "主持人", Host.Key), new(Role.Supervisor, "监督人", Supervisor.Key)],
            Drill: true,
            new Publisher("主持人", Host.Key),
            plot.Scoring is null ? null : [plot.Scoring],
            plot.Period
        );
        Stage = new Stage(
            new Rehearsal(
                termsHash: Opening.Publications.Terms.Hash(Rehearsal.Suite, Terms),
                authorities: [new("demo", Centre.Certificate)],
                roles: new(null, null, null, Host.Key, Supervisor.Key)
            )
        );
        Publish();
        TakeBidsIn();
        Freeze();
        if (Platform.Ticks.Count > 0 && State is Session.Running now && now.Lots[Rehearsal.Lot] is Lot.Releasing)
            Open();
        if (plot.Acts)
            Act();
    }

    public Stage Stage { get; }
    public Rehearsal Platform => Stage.Platform;
    public SessionTerms Terms { get; }
    public Session State { get; private set; } = new Session.None();
    public List<SessionEvent> Events { get; } = [];
    public List<(byte[] Salt, byte[] Bytes)> Leaves { get; } = [];
    public List<string> Heads { get; } = [];
    public Dictionary<string, byte[]> Acknowledgements { get; } = [];
    public Dictionary<string, byte[]> Receipts { get; } = [];
    public List<string> Ids { get; } = [];
    public HashSet<string> Lost { get; } = [];

    public ArchiveLot Lot =>
        new(
            Rehearsal.Lot,
            Platform.IntakeNote(),
            Platform.Ticks,
            Acknowledgements,
            Platform.Files.Where(f => !Lost.Contains(f.Key)).ToDictionary(f => f.Key, f => RecordOf(f.Value)),
            Platform
                .Numbers()
                .Where(i => Platform.Said(TrusteeMessageKind.Partials, i) is not null)
                .ToDictionary(i => i, i => Platform.Said(TrusteeMessageKind.Partials, i)!.Body)
        );

    public byte[] File(ArchiveKind kind = ArchiveKind.Public)
    {
        var builder = new ArchiveBuilder(kind).AddLot(Lot);
        foreach (var (salt, bytes) in Leaves)
            builder.AddEvent(salt, bytes);
        foreach (var head in Heads)
            builder.AddHead(head);
        return builder.ToFile()!;
    }

    public Archive Archive(ArchiveKind kind = ArchiveKind.Public) =>
        ArchiveCodec.TryRead(File(kind), out var archive, out var problem)
            ? archive!
            : throw new InvalidOperationException(problem);

    public AuditReport Check(ArchiveKind kind = ArchiveKind.Public, params byte[][] receipts) =>
        Audit.Check(File(kind), Platform.Trust, receipts, RecordPrinting.Fonts);

    public Person BidderOf(string id) => bidders[id];

    /// <summary>The statement, signed with the submission key of a bid.</summary>
    public SignedAct ByKit(string id, byte[] statement) =>
        new(statement, Platform.Kits[id].PublicPoint, Platform.Kits[id].Sign(Tags.Act, statement));

    private void Publish()
    {
        Say(new Prepare(Platform.Now, Rehearsal.Session, Terms, [Platform.PolicyBytes]));
        Stage.Locked();
        foreach (
            var (round, kind) in new[]
            {
                (0, TrusteeMessageKind.Commitment),
                (1, TrusteeMessageKind.Message1),
                (3, TrusteeMessageKind.Signature),
            }
        )
        {
            foreach (var i in Platform.Numbers())
                Say(
                    new LogCeremonyMessage(
                        Platform.Now,
                        Rehearsal.Lot,
                        i,
                        round,
                        Rehearsal.Suite.Hash(Platform.Said(kind, i)!.Body)
                    )
                );
        }
        Say(new CertifyLock(Platform.OpenedAt, Rehearsal.Lot, Platform.Certificate!.ToBytes()));
    }

    private void TakeBidsIn()
    {
        for (var i = 1; i <= plot.Bids; i++)
            Ids.Add(Submit($"投标人{i}", i * 100_000_00));
        foreach (var id in Ids.Take(plot.Lost))
            Lost.Add(id);
        if (plot.Broken)
            Ids.Add(Break(Submit("手误", 5_000_000_00)));
        if (plot.Revoked)
            Ids.Add(Submit("反悔", 7_000_000_00));
        var withdrawn = plot.Changes ? Submit("撤回", 6_000_000_00) : "";
        Tick(Platform.Schedule.TickTime(0));
        if (plot.Changes)
        {
            Platform.Withdraw(withdrawn);
            Submit("投标人1", 90_000_00, replaces: Ids[0]);
        }
        Tick(Platform.Policy.CloseAt);
        Platform.Now = Platform.Policy.CloseAt + Rehearsal.Second;
        if (plot.StoodStill > 0)
            StandStill();
        Platform.SealTicks();
    }

    private void StandStill()
    {
        var told = new Standstill(
            Platform.Policy.CloseAt - Rehearsal.Second / 2,
            Platform.Policy.CloseAt + plot.StoodStill * Rehearsal.Second,
            false
        );
        Platform.Now = told.From;
        if (told.IsMadeUpFor(Platform.Policy.CloseAt))
            Ids.Add(Submit("停顿时到达", 8_000_000_00));
        Platform.Now = told.SettledAt;
        Say(new TellStandstill(Platform.Now, told.From, told.Until, told.Restarted));
        if (!told.IsMadeUpFor(Platform.Policy.CloseAt))
            Platform.Now = Standstill.HeldUntil(Platform.Policy);
    }

    private void Freeze()
    {
        var root = Platform.Intake.Root();
        var entries = Platform.Ticks.SelectMany(t => t.Entries).ToList();
        var replayed = FrozenList.TryReplay(
            Platform.Policy,
            Platform.Certificate!.LockId,
            entries,
            [],
            out var list,
            out var problem
        );
        Assert.True(replayed, problem.ToString());
        Submission[] live = [.. list!.Live.Select(s => new Submission(s.Id, s.Key, s.Revision, s.Arrival, false))];
        Say(new Freeze(Platform.Now, Rehearsal.Lot, Platform.Intake.Size, root, entries.Count, live.Length));
        Head();
        if (plot.Revoked)
            Revoke(live.Single(s => s.Id == Ids[^1]));
        if (plot.Ordered)
            OrderLateFreeze(root);
        foreach (var trustee in Stage.Trustees)
        {
            if (plot.Late && trustee.Number == 3)
                Platform.Now = TrusteeRules.TimelyUntil(Platform.Policy) + 2 * Rehearsal.Second;
            var message = trustee.Do(Platform.Wants(trustee.Number).OfType<FreezeWant>().Single()).Messages.Single();
            Platform.Receive(trustee.Number, message);
            if (!TrusteeBodies.TryFreezeCosignature(message.Body, out var late, out var line))
                throw new InvalidOperationException($"trustee {trustee.Number} did not cosign");
            Say(new CosignFreeze(Platform.Now, Rehearsal.Lot, trustee.Number, late, line));
        }
        foreach (var entry in entries)
            Acknowledge(entry);
        if (live.Length < Platform.Policy.Quorum)
            Say(new FailLot(Platform.Now, Rehearsal.Lot));
        Head();
    }

    private void OrderLateFreeze(byte[] root)
    {
        Platform.Now = TrusteeRules.TimelyUntil(Platform.Policy) + 2 * Rehearsal.Second;
        foreach (var person in new[] { Host, Supervisor })
        {
            Platform.Orders.Add(
                person.Act(Streams.Acts.Act.LateFreeze(Rehearsal.Session, Rehearsal.Lot, root, Nonce()))
            );
            Perform(Platform.Orders[^1]);
        }
    }

    private void Open()
    {
        Stage.Settle();
        foreach (var i in Platform.Numbers().Take(2))
            Accept(i);
        FrozenList.TryReplay(
            Platform.Policy,
            Platform.Certificate!.LockId,
            Platform.Ticks.SelectMany(t => t.Entries),
            Platform.Revocations,
            out var list,
            out _
        );
        var batches = Platform
            .Numbers()
            .Take(2)
            .Select(i =>
                PartialBatch.TryParse(
                    Rehearsal.Suite,
                    Platform.Said(TrusteeMessageKind.Partials, i)!.Body,
                    out var batch
                )
                    ? batch!
                    : throw new InvalidOperationException("no batch")
            );
        var shared = list!.Opening(Platform.Certificate).Combine(batches).Shared!;
        Say(
            new OpenAll(
                Platform.Now,
                Rehearsal.Lot,
                [.. list.Live.Zip(shared, Result)],
                Platform.Trust.AuthorityCertificates
            )
        );
        if (State is Session.Running { Lots: var lots } && lots[Rehearsal.Lot] is Lot.Opened)
            Accept(3);
        Head();
    }

    private void Act()
    {
        if (
            State is not Session.Running { Lots: var lots }
            || lots[Rehearsal.Lot] is Lot.Failed { Cause: LotFailure.FewSubmitted }
        )
        {
            Conclude();
            return;
        }
        var (id, bidder) = bidders.First(b => Ids.Contains(b.Key) && !Lost.Contains(b.Key));
        SignedAct Sign(byte[] statement) => plot.ByKit ? ByKit(id, statement) : bidder.Act(statement);
        Perform(Sign(Streams.Acts.Act.Attend(Rehearsal.Session, Rehearsal.Lot, id, Nonce())));
        var objection = Streams.Acts.Act.Object(Rehearsal.Session, Rehearsal.Lot, id, "唱标金额有误", Nonce());
        Perform(Sign(objection));
        Perform(
            Host.Act(
                Streams.Acts.Act.Answer(
                    Rehearsal.Session,
                    Rehearsal.Lot,
                    Streams.Acts.Act.Id(Rehearsal.Suite, objection),
                    "已核对",
                    Nonce()
                )
            )
        );
        Perform(Sign(Streams.Acts.Act.Confirm(Rehearsal.Session, Rehearsal.Lot, id, Nonce())));
        Conclude();
    }

    private void Conclude()
    {
        Platform.Now += plot.Period * Rehearsal.Second;
        Perform(Host.Act(Streams.Acts.Act.Conclude(Rehearsal.Session, Nonce())));
        Head();
        var draft = RecordDocument.Draft(
            (Session.Concluded)State,
            Leaves.Count,
            Platform.Stream.Root(),
            RecordPrinting.Fonts
        );
        var (attributes, signature) = (
            draft.Attributes(Host.Certificate),
            Host.Sign(draft.Attributes(Host.Certificate))
        );
        Say(
            new SealRecord(
                Platform.Now,
                attributes,
                draft.Hash(Host.Certificate, signature),
                Host.Certificate,
                signature
            )
        );
        Head();
    }

    private string Submit(string name, long fen, string? replaces = null)
    {
        var person = replaces is null ? new Person(name, Centre) : bidders[replaces];
        var id = Platform.Submit(key => FormOf(person, key, fen).ToBytes(), replaces);
        bidders[id] = person;
        return id;
    }

    private OpeningForm FormOf(Person person, SigningKey key, long fen)
    {
        var message = OpeningForm.OwnershipMessage(
            key.PublicPoint,
            Names.ContextHash(Rehearsal.Suite, Rehearsal.Session, Rehearsal.Lot),
            Platform.Certificate!.LockId
        );
        return new(
            person.Name,
            new Price(PriceKind.Amount, fen, Words.Print(fen), []),
            [new FormItem("工期", "90 天")],
            person.Certificate,
            person.Sign(message)
        );
    }

    // The same ciphertext under a header that commits to other keys, signed anew by its own bidder.
    private string Break(string id)
    {
        if (!SignedHeader.TryParse(Platform.Waiting[^1].Statement, out var signed, out var fault))
            throw new InvalidOperationException(fault.ToString());
        var h = signed.Header;
        var broken = SignedHeader.Sign(
            new EnvelopeHeader
            {
                Suite = h.Suite,
                LockId = h.LockId,
                ContextHash = h.ContextHash,
                Pseudonym = h.Pseudonym,
                SubmissionId = h.SubmissionId,
                Revision = h.Revision,
                Encapsulated = h.Encapsulated,
                SecondSecretHash = h.SecondSecretHash,
                CommitmentsHash = new byte[32],
                Sections = h.Sections,
            },
            Platform.Kits[id]
        );
        Platform.Waiting[^1] = Platform.Waiting[^1] with { Statement = broken.Bytes };
        return id;
    }

    private void Revoke(Submission live)
    {
        var statement = Platform.Withdrawal(live.Id);
        Say(new Revoke(Platform.Now, Rehearsal.Lot, live, statement));
        Platform.Revocations.Add(statement);
    }

    private void Tick(long at)
    {
        Platform.Now = at;
        Platform.SealTicks();
        Stage.Settle();
    }

    private void Acknowledge(Entry entry)
    {
        var hash = entry.Hash(Rehearsal.Suite);
        var size =
            entry.Kind == EntryKind.Envelope && SignedHeader.TryParse(entry.Statement, out var signed, out _)
                ? signed.Header.FileBytes
                : entry.Statement.Length;
        var tick = Platform.Ticks.FindIndex(t => t.Entries.Contains(entry));
        Acknowledgements[Convert.ToHexStringLower(hash)] = Crypto
            .Acknowledgement.Sign(Platform.Platform, entry.Arrival, hash, size, tick)
            .ToBytes();
        Receipts[Convert.ToHexStringLower(hash)] = ReceiptOf(
            hash,
            tick,
            Platform.Ticks[tick].Entries.ToList().IndexOf(entry)
        );
    }

    private byte[] ReceiptOf(byte[] hash, int tick, int place)
    {
        var sealedTick = Platform.Ticks[tick];
        var slots = sealedTick.Grow(Platform.Policy, tick == Platform.Ticks.Count - 1);
        if (
            !Note.TryParse(
                Encoding.UTF8.GetBytes(Platform.IntakeNote() + string.Concat(Platform.FreezeLines())),
                out var note
            )
        )
            throw new InvalidOperationException("no note");
        return new Receipt(
            Rehearsal.Suite,
            hash,
            slots.PathOf(place),
            tick,
            Platform.Intake.InclusionProof(tick, Platform.Intake.Size),
            note
        ).ToBytes();
    }

    private void Accept(int trustee) =>
        Say(
            new AcceptPartial(
                Platform.Now,
                Rehearsal.Lot,
                trustee,
                Rehearsal.Suite.Hash(Platform.Said(TrusteeMessageKind.Partials, trustee)!.Body)
            )
        );

    private OpeningResult Result(FrozenSubmission live, Point shared)
    {
        OpeningResult Failed(string cause, Fault fault, byte[]? point) =>
            new(live.Id, live.Key, live.Envelope.EntryHash, [], [], null, cause, fault, point, live.Arrival);
        if (Lost.Contains(live.Id))
            return Failed("stored bytes: Missing", Fault.Platform, null);
        var fault = EnvelopeOpener.TryOpen(
            live.Envelope.Header,
            shared,
            Platform.Certificate!.GroupKey,
            null,
            out var opener,
            out var early
        )
            ? opener.OpenRecord(RecordOf(Platform.Files[live.Id]), out _)
            : early;
        if (fault != OpeningFault.None)
            return Failed(fault.ToString(), Fault.Bidder, shared.Encode());
        opener!.OpenRecord(RecordOf(Platform.Files[live.Id]), out var content);
        return new(
            live.Id,
            live.Key,
            live.Envelope.EntryHash,
            opener.Opening(0).SectionKey,
            opener.Opening(0).Commitments,
            content,
            "",
            Fault.Platform,
            null,
            live.Arrival
        );
    }

    private static byte[] RecordOf(byte[] file)
    {
        var envelope = new EnvelopeFile(new MemoryStream(file));
        return envelope.TryReadHeader(out var signed, out var fault)
            ? envelope.ReadCiphertext(signed.Header, 0)
            : throw new InvalidOperationException(fault.ToString());
    }

    private void Perform(SignedAct act) =>
        Say(new Perform(Platform.Now, act) { Record = plot.Record.Version, Address = plot.Record.Address });

    private byte[] Nonce() => [.. new byte[15], nonce++];

    private void Say(SessionCommand command)
    {
        var decision = Decider.Decide(State, command);
        Assert.True(decision.IsAccepted, $"{command.GetType().Name}: {decision.Refusal}");
        foreach (var happened in decision.Events)
        {
            State = Decider.Evolve(State, happened);
            var (type, bytes) = EventCodec.Encode(happened);
            var salt = Rehearsal.Fresh(32);
            Platform.Stream.Append(
                TreeHash.Leaf(Rehearsal.Suite, StreamLeaf.Of(Rehearsal.Suite, salt, Leaves.Count, type, bytes))
            );
            Leaves.Add((salt, bytes));
            Events.Add(happened);
        }
    }

    private void Head()
    {
        var note = Platform.Sign(Platform.StreamName, Platform.Stream.Size, Platform.Stream.Root());
        var lines = Stage.Trustees.Select(t =>
            Encoding.UTF8.GetString(
                t.Do(new CosignWant(Rehearsal.Session, "", note))
                    .Messages.Single(m => m.Kind == TrusteeMessageKind.Cosignature)
                    .Body
            )
        );
        Heads.Add(note + string.Concat(lines));
    }
}
