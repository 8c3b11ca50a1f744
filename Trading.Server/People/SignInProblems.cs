using Microsoft.AspNetCore.Http.HttpResults;

namespace Trading.Server.People;

/// <summary>Sign-ins that do not hold, each told to whoever may hear it.</summary>
internal static class SignInProblems
{
    /// <summary>A demo link that was used, or of an earlier start, or that nobody made: all get this answer.</summary>
    public static IResult LinkSpent { get; } =
        Make(
            "LinkSpent",
            "spec:http",
            "This sign-in link does not sign in: a link works once, on the platform's own machine, until the platform "
                + "is started again.",
            "use-a-new-link"
        );

    /// <summary>Told to who signed the challenge right.</summary>
    public static IResult ChallengeSpent { get; } =
        Make(
            "ChallengeSpent",
            "spec:http",
            "Key and certificate hold, but the sign-in took longer than 60 seconds, was sent twice, or began before "
                + "the platform was started again.",
            "ask-for-a-new-challenge"
        );

    /// <summary>
    /// Told to who signed with the key of a seat that is over: the member went, or its certificate ended.
    /// </summary>
    public static IResult SeatOver { get; } =
        Make(
            "SeatOver",
            "spec:room",
            "Whoever sat here with this key sits no longer: the member went, or the seat's certificate ended.",
            "ask-the-gate"
        );

    /// <summary>Whose certificate is out of its time, told to who proved to hold it.</summary>
    public static IResult NotValidNow(Certificate holder, long now) =>
        Make("CertificateNotValid", "spec:form", SentenceOf(holder, now), "act-with-kit");

    private static ProblemHttpResult Make(string reason, string rule, string detail, string nextStep) =>
        Problems.Make(StatusCodes.Status403Forbidden, reason, rule, detail, nextStep);

    private static string SentenceOf(Certificate holder, long now) =>
        now < holder.From
            ? $"The certificate of {holder.Subject} begins at {Beijing(holder.From)} Beijing time."
            : $"The certificate of {holder.Subject} ended at {Beijing(holder.Until)} Beijing time.";

    private static string Beijing(long micros) =>
        DateTimeOffset
            .UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond)
            .ToOffset(TimeSpan.FromHours(8))
            .ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);
}
