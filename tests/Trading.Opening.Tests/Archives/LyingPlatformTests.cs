using Trading.Crypto;
using Trading.Locks.Tests.Trustee;

namespace Trading.Opening.Tests.Archives;

/// <summary>
/// Lies that a platform signs afresh, with every trustee's help where it needs one: leaves, tree, checkpoints, frozen
/// root and cosignatures are made anew over each. Only a rule of the specification is left to find it out.
/// </summary>
public class LyingPlatformTests
{
    private static readonly ArchiveStory Plain = new(new Plot());
    private static readonly ArchiveStory Eventful = new(
        new Plot
        {
            Broken = true,
            Changes = true,
            Revoked = true,
            Late = true,
        }
    );
    private static readonly ArchiveStory Silent = new(new Plot { Acts = false });
    private static readonly ArchiveStory Few = new(new Plot(2));

    private static readonly Dictionary<
        string,
        (string Check, ArchiveStory Story, Func<List<SessionEvent>, IEnumerable<SessionEvent>> Bend)
    > Lies = new()
    {
        ["results before the deadline"] = (
            "V34",
            Plain,
            events =>
                events.Select(e => e is BidOpened or LotOpened ? e with { At = Plain.Platform.Policy.CloseAt - 1 } : e)
        ),
        ["partial openings before the deadline"] = (
            "V34",
            Plain,
            Forgery.Change<PartialAccepted>(e => e with { At = Plain.Platform.Policy.CloseAt - 1 })
        ),
        ["a conclusion at zero"] = ("V34", Plain, Forgery.Change<SessionConcluded>(e => e with { At = 0 })),
        ["a negative time"] = ("V34", Plain, Forgery.Change<SessionPrepared>(e => e with { At = -1 })),
        ["a conclusion that no trustee has seen come"] = (
            "V34",
            Plain,
            Forgery.Change<SessionConcluded>(e => e with { At = e.At + 3_600 * Rehearsal.Second })
        ),
        ["a record sealed earlier"] = (
            "V34",
            Plain,
            Forgery.Change<RecordSealed>(e => e with { At = e.At - Rehearsal.Second })
        ),
        ["a record sealed later"] = (
            "V34",
            Plain,
            Forgery.Change<RecordSealed>(e => e with { At = e.At + 10 * Rehearsal.Second })
        ),
        ["a freeze cosigned in the year 292 billion"] = (
            "V34",
            Plain,
            Forgery.Change<FreezeCosigned>(e =>
                e with
                {
                    Late = true,
                    Cosignature = Forgery.FreezeLine(Plain, e.Trustee, long.MaxValue),
                }
            )
        ),
        ["a freeze cosigned before its drain"] = (
            "V08",
            Plain,
            Forgery.Change<FreezeCosigned>(e =>
                e with
                {
                    Cosignature = Forgery.FreezeLine(
                        Plain,
                        e.Trustee,
                        Plain.Platform.Policy.CloseAt / Rehearsal.Second - 9
                    ),
                }
            )
        ),
        ["a ceremony that failed and is certified"] = (
            "V08",
            Plain,
            events =>
            {
                var at = events.FindIndex(e => e is LockCertified);
                events.InsertRange(
                    at,
                    [
                        new CeremonyFailed(events[at].At, Rehearsal.Lot, 0, "no"),
                        new LotFailed(events[at].At, Rehearsal.Lot, LotFailure.NoLock, "spec:ceremony"),
                    ]
                );
                return events;
            }
        ),
        ["message 1 before all commitments"] = (
            "V08",
            Plain,
            events =>
            {
                var at = events.FindIndex(e => e is CeremonyMessageLogged { Round: 1 });
                (events[at - 1], events[at]) = (events[at], events[at - 1]);
                return events;
            }
        ),
        ["an attendance twice"] = ("V08", Plain, Twice<BidderAttended>()),
        ["an objection twice"] = ("V08", Plain, Twice<ObjectionRaised>()),
        ["an answer twice"] = ("V08", Plain, Twice<ObjectionAnswered>()),
        ["a confirmation twice"] = ("V08", Plain, Twice<RecordConfirmed>()),
        ["a confirmation before the attendance"] = (
            "V08",
            Plain,
            events =>
            {
                var (attended, confirmed) = (
                    events.FindIndex(e => e is BidderAttended),
                    events.FindIndex(e => e is RecordConfirmed)
                );
                (events[attended], events[confirmed]) = (events[confirmed], events[attended]);
                return events;
            }
        ),
        ["failed with an empty rule"] = ("V08", Few, Forgery.Change<LotFailed>(e => e with { Rule = "" })),
        ["failed with a rule that does not fit"] = (
            "V08",
            Few,
            Forgery.Change<LotFailed>(e => e with { Rule = "spec:ceremony" })
        ),
        ["a trustee that does not exist"] = (
            "V08",
            Plain,
            events =>
                events.SelectMany(e =>
                    e is LotOpened ? new[] { e, new PartialAccepted(e.At, Rehearsal.Lot, 9, new byte[32]) } : [e]
                )
        ),
        ["a bid revoked behind the release"] = ("V08", Eventful, events => Behind<ReleaseBegan>(events)),
        ["a bid revoked behind the partial openings"] = ("V08", Eventful, events => Behind<PartialAccepted>(events)),
        ["a bid revoked behind the opening"] = ("V08", Eventful, events => Behind<LotOpened>(events)),
        ["a trustee accused without its signature"] = ("V08", Plain, events => Accuse(events, new byte[32], null)),
        ["a bidder accused without the point"] = (
            "V08",
            Eventful,
            Forgery.Change<BidUnreadable>(e => e with { SharedPoint = null })
        ),
        ["a fault of nobody"] = (
            "V08",
            Eventful,
            Forgery.Change<BidUnreadable>(e => e with { Fault = Fault.Undetermined, SharedPoint = null })
        ),
        ["a bare key attends"] = (
            "V30",
            Plain,
            Forgery.Change<BidderAttended>(e => e with { Act = e.Act with { Certificate = KeyOf(e.Act) } })
        ),
        ["a certificate made by oneself attends"] = (
            "V30",
            Plain,
            Forgery.Change<BidderAttended>(e =>
                e with
                {
                    Act = e.Act with
                    {
                        Certificate = Plain
                            .BidderOf(e.Submission)
                            .IssuedBy(new Authority("anybody"), Plain.BidderOf(e.Submission).Name),
                    },
                }
            )
        ),
        ["the submission key of another bid attends"] = (
            "V30",
            Plain,
            Forgery.Change<BidderAttended>(e => e with { Act = Plain.ByKit(Plain.Ids[1], e.Act.Statement) })
        ),
        ["a bare key concludes"] = (
            "V30",
            Plain,
            Forgery.Change<SessionConcluded>(e => e with { Act = e.Act with { Certificate = KeyOf(e.Act) } })
        ),
        ["a certificate made by oneself concludes"] = (
            "V30",
            Plain,
            Forgery.Change<SessionConcluded>(e =>
                e with
                {
                    Act = e.Act with { Certificate = ArchiveStory.Host.IssuedBy(new Authority("anybody"), "another") },
                }
            )
        ),
        ["a certificate made by oneself answers"] = (
            "V30",
            Plain,
            Forgery.Change<ObjectionAnswered>(e =>
                e with
                {
                    Act = e.Act with { Certificate = ArchiveStory.Host.IssuedBy(new Authority("anybody"), "another") },
                }
            )
        ),
        ["a cosignature without its end of line"] = (
            "V14",
            Plain,
            Forgery.Change<FreezeCosigned>(e => e with { Cosignature = e.Cosignature.TrimEnd('\n') })
        ),
    };

    public static TheoryData<string> Names() => [.. Lies.Keys];

    [Theory, MemberData(nameof(Names))]
    public void A_lie_that_everybody_signed_fails_its_check(string name)
    {
        var (check, story, bend) = Lies[name];
        Forgery.IsFoundBy(check, Forgery.Check(story, bend));
    }

    [Fact]
    public void A_trustee_is_accused_with_what_it_signed_and_of_nothing_that_is_right()
    {
        var said = Plain.Platform.Said(TrusteeMessageKind.Partials, 3)!;
        Assert.Equal(["V35"], Forgery.FailuresOf(Accused(said.Body, said.Signature)));
        var wrong = (byte[])[.. said.Body[..^1], (byte)(said.Body[^1] ^ 1)];
        Assert.Equal(["V35"], Forgery.FailuresOf(Accused(wrong, said.Signature)));
        var signature = Plain
            .Platform.Selves[2]
            .SigningKey.Sign(
                Tags.TrusteeMessage,
                TrusteeMessage.Signed(TrusteeMessageKind.Partials, Rehearsal.Session, Rehearsal.Lot, wrong)
            );
        Assert.Equal([], Forgery.FailuresOf(Accused(wrong, signature)));

        static AuditReport Accused(byte[] body, byte[] signature) =>
            Forgery.Check(
                Plain,
                events => Accuse(events, Rehearsal.Suite.Hash(body), signature, CauseOf(body)),
                lot =>
                    lot with
                    {
                        Refused = new Dictionary<int, byte[]> { [3] = body },
                        Partials = lot.Partials.Where(p => p.Key != 3).ToDictionary(),
                    }
            );
    }

    [Fact]
    public void A_good_bid_with_a_false_point_fails_in_the_full_archive_and_is_never_passed_in_the_public_one()
    {
        var point = Rehearsal.Suite.Group.Generator.Encode();
        var full = Forgery.Check(
            Plain,
            events => Unreadable(events, nameof(OpeningFault.CommitmentMismatch), Fault.Bidder, point)
        );
        Assert.Contains("V29", Forgery.FailuresOf(full));
        var open = Forgery.Check(
            Plain,
            events => Unreadable(events, nameof(OpeningFault.CommitmentMismatch), Fault.Bidder, point),
            kind: ArchiveKind.Public
        );
        Assert.Equal(CheckOutcome.Withheld, open.Checks.Single(c => c.Number == "V25").Outcome);
        Assert.Contains(open.Remarks, r => r.Contains("the full archive alone can prove", StringComparison.Ordinal));
    }

    [Fact]
    public void A_good_bid_that_the_platform_says_it_lost_is_said_loudly_and_named_the_platforms_fault()
    {
        var lost = Silent.Events.OfType<BidOpened>().First().Submission;
        foreach (var kind in new[] { ArchiveKind.Public, ArchiveKind.Full })
        {
            var report = Forgery.Check(
                Silent,
                events => Unreadable(events, "stored bytes: Missing", Fault.Platform, null),
                lot => lot with { Records = lot.Records.Where(r => r.Key != lost).ToDictionary() },
                kind
            );
            // Nobody can prove what is no longer there: no check fails, the verdict says it beside them.
            Assert.Equal((0, 0), (report.ExitCode, Forgery.FailuresOf(report).Length));
            var remark = Assert.Single(report.Remarks, r => r.Contains("COULD NOT SHOW BID", StringComparison.Ordinal));
            Assert.Contains($"{lost} (stored bytes: Missing)", remark, StringComparison.Ordinal);
            Assert.Contains("the fault is the platform's", remark, StringComparison.Ordinal);
        }
        // What is still there is not lost, and nobody else's fault is shown by a loss.
        Assert.Contains(
            "V23",
            Forgery.FailuresOf(
                Forgery.Check(Silent, events => Unreadable(events, "stored bytes: Missing", Fault.Platform, null))
            )
        );
        Assert.NotEmpty(
            Forgery.FailuresOf(
                Forgery.Check(
                    Silent,
                    events => Unreadable(events, "stored bytes: Missing", Fault.Bidder, null),
                    lot => lot with { Records = lot.Records.Where(r => r.Key != lost).ToDictionary() }
                )
            )
        );
    }

    [Fact]
    public void A_platform_line_under_another_name_fails()
    {
        var archive = Plain.Archive(ArchiveKind.Full);
        Assert.Contains(
            "V13",
            Forgery.FailuresOf(
                Forgery.Check(
                    Plain,
                    archive with
                    {
                        Lots = [archive.Lots[0] with { Freeze = Renamed(archive.Lots[0].Freeze) }],
                    }
                )
            )
        );
        Assert.Contains(
            "V04",
            Forgery.FailuresOf(
                Forgery.Check(Plain, archive with { Checkpoints = [.. archive.Checkpoints.Select(Renamed)] })
            )
        );
    }

    [Fact]
    public void A_checkpoint_that_t_of_n_cosigned_is_enough_whoever_they_are()
    {
        var archive = Plain.Archive();
        foreach (var missing in Enumerable.Range(1, 3))
        {
            var fewer = archive.Checkpoints.Select(note =>
                string.Join(
                    '\n',
                    note.Split('\n').Where(line => !line.StartsWith($"— t{missing} ", StringComparison.Ordinal))
                )
            );
            Assert.Equal(0, Forgery.Check(Plain, archive with { Checkpoints = [.. fewer] }).ExitCode);
        }
    }

    [Fact]
    public void A_line_of_a_slow_clock_is_left_out_of_the_archive_and_a_checkpoint_without_t_with_it()
    {
        var (tree, root) = (Plain.Platform.Stream.Size, Plain.Platform.Stream.Root());
        var text = new Checkpoint(Plain.Platform.StreamName, tree, root).ToText();
        string Head(params long[] offsets) =>
            Plain.Platform.Sign(Plain.Platform.StreamName, tree, root)
            + string.Concat(
                offsets.Select(
                    (offset, i) =>
                        Plain
                            .Platform.Selves[i]
                            .Cosign(Rehearsal.Suite, text, Plain.Platform.Now + offset * Rehearsal.Second)
                )
            );
        byte[]? Made(string head)
        {
            var builder = new ArchiveBuilder(ArchiveKind.Public).AddLot(Plain.Lot).AddHead(head);
            foreach (var (salt, bytes) in Plain.Leaves)
                builder.AddEvent(salt, bytes);
            return builder.ToFile();
        }
        Assert.Equal(0, Audit.Check(Made(Head(0, -9, 0)), Plain.Platform.Trust).ExitCode);
        Assert.Null(Made(Head(0, -9, -9)));
    }

    // Anybody can: the signature does not bind the name, and the key id is a hash of both.
    private static string Renamed(string note)
    {
        Assert.True(Note.TryParse(System.Text.Encoding.UTF8.GetBytes(note), out var read));
        var line = read.Signatures[0];
        var other = new NoteSignature(
            "another",
            new NoteKey(Rehearsal.Suite, "another", Plain.Platform.Platform.PublicPoint, NoteKeyKind.Note).KeyId,
            line.Signature
        );
        return note.Replace(line.ToString(), other.ToString(), StringComparison.Ordinal);
    }

    private static List<SessionEvent> Behind<T>(List<SessionEvent> events)
        where T : SessionEvent
    {
        var revoked = events.OfType<BidRevoked>().Single();
        events.Remove(revoked);
        var at = events.FindIndex(e => e is T);
        events.Insert(at + 1, revoked with { At = events[at].At });
        return events;
    }

    private static List<SessionEvent> Accuse(
        List<SessionEvent> events,
        byte[] hash,
        byte[]? signature,
        string cause = "malformed"
    )
    {
        var at = events.FindIndex(e => e is PartialAccepted);
        events.Insert(at, new PartialRefused(events[at].At, Rehearsal.Lot, 3, hash, cause, signature));
        events.RemoveAll(e => e is PartialAccepted { Trustee: 3 });
        return events;
    }

    private static string CauseOf(byte[] body)
    {
        FrozenList.TryReplay(
            Plain.Platform.Policy,
            Plain.Platform.Certificate!.LockId,
            Plain.Platform.Ticks.SelectMany(t => t.Entries),
            [],
            out var list,
            out _
        );
        return PartialJudgement.FaultOf(Rehearsal.Suite, list!.Opening(Plain.Platform.Certificate), 3, body, out _)
            ?? "malformed";
    }

    private static List<SessionEvent> Unreadable(List<SessionEvent> events, string cause, Fault fault, byte[]? point)
    {
        var at = events.FindIndex(e => e is BidOpened);
        var bid = (BidOpened)events[at];
        events[at] = new BidUnreadable(
            bid.At,
            bid.Lot,
            bid.Submission,
            bid.SubmissionKey,
            bid.EnvelopeHash,
            cause,
            fault,
            point
        );
        var outcome = events.FindIndex(e => e is LotOpened);
        events[outcome] = (LotOpened)events[outcome] with { Opened = 2, Unreadable = 1 };
        return events;
    }

    private static byte[] KeyOf(SignedAct act) =>
        Certificate.TryParse(act.Certificate, out var certificate)
            ? certificate.Key
            : throw new InvalidOperationException("no certificate");

    private static Func<List<SessionEvent>, IEnumerable<SessionEvent>> Twice<T>()
        where T : SessionEvent => events => events.SelectMany(e => e is T ? new[] { e, e } : [e]);
}
