namespace Trading.Opening.Tests;

public class PreparationTests
{
    private static readonly World World = World.One;
    private static readonly LockPolicy Policy = World.Policies[0];

    [Fact]
    public void A_session_is_published_with_a_policy_per_lot() =>
        Assert.IsType<Lot.Ceremony>(
            Story.Given(World.Two.Prepare).Then(typeof(SessionPrepared)).Lot<Lot.Ceremony>("b")
        );

    [Fact]
    public void The_same_publication_again_changes_nothing() =>
        Story.Given(World.Prepare).When(World.Prepare with { Now = World.Start + 5 }).ThenNothing();

    [Fact]
    public void Another_publication_under_the_same_id_conflicts() =>
        Story
            .Given(World.Prepare)
            .When(With(Policy with { Custody = Custody.Independent }))
            .ThenRefused(Reason.Conflict, "spec:policy");

    [Fact]
    public void Every_other_command_needs_a_published_session()
    {
        foreach (var command in Commands.All(World).Where(c => c is not Prepare))
            new Story().When(command).ThenRefused(Reason.NotFound, "spec:procedure");
    }

    [Fact]
    public void A_policy_for_another_session_is_refused() => Refused(Policy with { Session = new('6', 32) });

    [Fact]
    public void A_policy_for_another_lot_is_refused() => Refused(Policy with { Lot = "z" });

    [Fact]
    public void A_policy_made_for_other_terms_is_refused() => Refused(Policy with { TermsHash = new byte[32] });

    [Fact]
    public void A_drill_cannot_be_published_as_the_real_thing() => Refused(Policy with { Drill = false });

    [Fact]
    public void A_lock_for_another_purpose_is_refused() => Refused(Policy with { Purpose = LockPurpose.OpenPrice });

    [Fact]
    public void A_lock_that_this_version_could_not_open_is_refused() =>
        Refused(Policy with { SecondSecret = SecondSecret.Optional, WindowSeconds = 60 });

    [Fact]
    public void A_policy_that_names_another_host_is_refused() =>
        Refused(Policy with { Roles = Policy.Roles with { Host = World.Agent.Key } });

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void A_policy_under_which_nobody_could_free_a_late_freeze_is_refused(bool noHost, bool noSupervisor) =>
        new Story()
            .When(
                With(
                    Policy with
                    {
                        Roles = new PolicyRoles(
                            null,
                            null,
                            null,
                            noHost ? null : Policy.Roles.Host,
                            noSupervisor ? null : Policy.Roles.Supervisor
                        ),
                    }
                )
            )
            .ThenRefused(Reason.Malformed, "spec:freeze");

    [Fact]
    public void Sessions_of_version_1_may_have_been_published_without_a_supervisor()
    {
        var terms = World.Terms with { Publisher = null, Roles = [World.Terms.Roles[0]] };
        var policy = Policy with
        {
            Version = 1,
            TermsHash = Terms.Hash(Crypto.Suite.P256, terms),
            Roles = new PolicyRoles(null, null, null, World.Host.Key, null),
        };
        new Story()
            .When(World.Prepare with { Terms = terms, Policies = [LockPolicyCodec.ToBytes(policy)] })
            .Then(typeof(SessionPrepared));
    }

    [Fact]
    public void A_deadline_that_has_passed_is_refused() =>
        new Story().When(World.Prepare with { Now = World.Close }).ThenRefused(Reason.TooLate, "bidding-law:34");

    [Fact]
    public void A_deadline_a_microsecond_ahead_is_taken() =>
        new Story().When(World.Prepare with { Now = World.Close - 1 }).Then(typeof(SessionPrepared));

    [Fact]
    public void The_quorum_is_the_rule_packs() =>
        new Story().When(With(Policy with { Quorum = 4 })).ThenRefused(Reason.Malformed, "bidding-reg:44");

    [Fact]
    public void All_lots_name_the_same_platform() =>
        new Story()
            .When(
                World.Two.Prepare with
                {
                    Policies =
                    [
                        World.Two.Prepare.Policies[0],
                        LockPolicyCodec.ToBytes(World.Two.Policies[1] with { PlatformKey = World.Host.Key }),
                    ],
                }
            )
            .ThenRefused(Reason.Malformed, "spec:policy");

    [Fact]
    public void There_is_one_policy_per_lot() =>
        new Story().When(World.Prepare with { Policies = [] }).ThenRefused(Reason.Malformed, "spec:policy");

    [Fact]
    public void Bytes_that_are_no_policy_are_refused() =>
        new Story()
            .When(
                World.Prepare with
                {
                    Policies =
                    [
                        [1, 2, 3],
                    ],
                }
            )
            .ThenRefused(Reason.Malformed, "spec:policy");

    [Fact]
    public void A_pack_that_was_edited_is_refused() =>
        Refused(World.Terms with { RulePack = World.Terms.RulePack with { MinimumSubmitted = 2 } });

    [Fact]
    public void A_session_without_a_host_is_refused() => Refused(World.Terms with { Roles = [] });

    [Fact]
    public void A_session_with_two_hosts_is_refused() =>
        Refused(World.Terms with { Roles = [.. World.Terms.Roles, new(Role.Host, "二", World.Agent.Key)] });

    [Fact]
    public void A_supervisor_takes_no_other_part() =>
        Refused(World.Terms with { Roles = [.. World.Terms.Roles, new(Role.Tenderer, "兼任", World.Supervisor.Key)] });

    [Fact]
    public void A_title_of_501_letters_is_refused() => Refused(World.Terms with { Title = new('长', 501) });

    [Fact]
    public void A_title_with_a_lone_surrogate_is_refused() => Refused(World.Terms with { Title = "\ud83d" });

    [Fact]
    public void A_session_id_that_is_not_hexadecimal_is_refused() =>
        new Story().When(World.Prepare with { Session = "session" }).ThenRefused(Reason.Malformed, "spec:policy");

    [Fact]
    public void Missing_values_of_a_strangers_json_are_refused()
    {
        var terms = World.Terms;
        SessionTerms[] broken =
        [
            null!,
            terms with
            {
                Title = null!,
            },
            terms with
            {
                TenderCode = null!,
            },
            terms with
            {
                Lots = null!,
            },
            terms with
            {
                Roles = null!,
            },
            terms with
            {
                RulePack = null!,
            },
            terms with
            {
                Lots = [null!],
            },
            terms with
            {
                Roles = [null!],
            },
            terms with
            {
                Lots = [terms.Lots[0] with { Lot = null! }],
            },
            terms with
            {
                Roles = [terms.Roles[0] with { Key = null! }],
            },
            terms with
            {
                RulePack = terms.RulePack with { Id = null! },
            },
        ];
        foreach (var each in broken)
        {
            new Story().When(World.Prepare with { Terms = each }).ThenRefused(Reason.Malformed, "spec:policy");
            Story
                .Given(World.Prepare)
                .When(World.Prepare with { Terms = each })
                .ThenRefused(Reason.Conflict, "spec:policy");
        }
        new Story().When(World.Prepare with { Policies = null! }).ThenRefused(Reason.Malformed, "spec:policy");
        new Story().When(World.Prepare with { Policies = [null!] }).ThenRefused(Reason.Malformed, "spec:policy");
        new Story().When(World.Prepare with { Session = null! }).ThenRefused(Reason.Malformed, "spec:policy");
    }

    private static void Refused(LockPolicy policy) =>
        new Story().When(With(policy)).ThenRefused(Reason.Malformed, "spec:policy");

    private static void Refused(SessionTerms terms) =>
        new Story().When(World.Prepare with { Terms = terms }).ThenRefused(Reason.Malformed, "spec:policy");

    private static Prepare With(LockPolicy policy) =>
        World.Prepare with
        {
            Policies = [LockPolicyCodec.ToBytes(policy)],
        };
}
