using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace Trading.Edge.Requests;

/// <summary>
/// The one place where a refusal becomes an HTTP problem (RFC 9457) with <c>reason</c>, <c>rule</c>, <c>detail</c> and
/// <c>nextStep</c>.
/// </summary>
public static class Problems
{
    private const string Http = "spec:http";

    public static IResult NotSignedIn { get; } =
        Make(StatusCodes.Status401Unauthorized, "NotSignedIn", "spec:http", "A ticket is needed.", "sign-in");

    public static IResult NotAllowed { get; } =
        Make(StatusCodes.Status403Forbidden, nameof(Reason.NotAllowed), "spec:http", "This role may not do this.", "");

    public static IResult MustChangePassword { get; } =
        Make(
            StatusCodes.Status403Forbidden,
            "MustChangePassword",
            "spec:http",
            "A one-time password is changed before it signs in.",
            "change-password"
        );

    public static IResult TooMany { get; } =
        Make(
            StatusCodes.Status429TooManyRequests,
            nameof(Reason.LimitReached),
            "spec:limits",
            "Too many requests in a short time.",
            "wait"
        );

    public static IResult LogFailed { get; } =
        Make(
            StatusCodes.Status503ServiceUnavailable,
            "StoreFailed",
            "spec:http",
            "The store did not answer; the same request may be sent again.",
            "repeat"
        );

    /// <summary>A body that is announced as something else than JSON in UTF-8.</summary>
    public static IResult NotJson { get; } = OfStatus(StatusCodes.Status415UnsupportedMediaType);

    /// <summary>What the framework itself refuses: a path, a method, a body.</summary>
    public static IResult OfStatus(int status) =>
        status switch
        {
            StatusCodes.Status400BadRequest => Make(
                status,
                nameof(Reason.Malformed),
                Http,
                "The request cannot be read.",
                "correct-and-send-again"
            ),
            StatusCodes.Status404NotFound => Make(
                status,
                nameof(Reason.NotFound),
                Http,
                "There is nothing under this address.",
                "read-description"
            ),
            StatusCodes.Status405MethodNotAllowed => Make(
                status,
                nameof(Reason.Malformed),
                Http,
                "This address does not know this method.",
                "read-description"
            ),
            StatusCodes.Status413PayloadTooLarge => Make(
                status,
                nameof(Reason.LimitReached),
                "spec:limits",
                "The body is longer than this call takes.",
                "correct-and-send-again"
            ),
            StatusCodes.Status415UnsupportedMediaType => Make(
                status,
                nameof(Reason.Malformed),
                Http,
                "This call takes application/json in UTF-8 and nothing else.",
                "correct-and-send-again"
            ),
            < 500 => Make(
                status,
                nameof(Reason.Malformed),
                Http,
                ReasonPhrases.GetReasonPhrase(status) + ".",
                "correct-and-send-again"
            ),
            _ => Make(status, "Failed", Http, "The server could not do this.", "try-again-later"),
        };

    public static IResult NotFound(string what) =>
        Of(new Refusal(Reason.NotFound, "spec:http", $"There is no such {what}."));

    /// <summary>What was sent would cost more than this call may.</summary>
    public static IResult TooLarge(string detail) =>
        Make(
            StatusCodes.Status413PayloadTooLarge,
            nameof(Reason.LimitReached),
            "spec:limits",
            detail,
            "correct-and-send-again"
        );

    public static IResult Malformed(string detail) =>
        Of(new Refusal(Reason.Malformed, Http, detail, "correct-and-send-again"));

    public static IResult Of(Refusal refusal) => Of(refusal.Reason, refusal.Rule, refusal.Detail, refusal.NextStep);

    /// <summary>A refusal with a member of its own beside the usual ones.</summary>
    public static IResult Of(Refusal refusal, string key, object value)
    {
        var problem = Of(refusal.Reason, refusal.Rule, refusal.Detail, refusal.NextStep);
        problem.ProblemDetails.Extensions[key] = value;
        return problem;
    }

    public static int StatusOf(Reason reason) =>
        reason switch
        {
            Reason.NotFound => StatusCodes.Status404NotFound,
            Reason.NotAllowed or Reason.BadSignature => StatusCodes.Status403Forbidden,
            Reason.Malformed or Reason.WrongLock or Reason.BadProof or Reason.BadScoring =>
                StatusCodes.Status400BadRequest,
            Reason.LimitReached => StatusCodes.Status429TooManyRequests,
            Reason.TooLate
            or Reason.TooEarly
            or Reason.WrongPhase
            or Reason.WrongRevision
            or Reason.Conflict
            or Reason.Incomplete
            or Reason.OpenObjection
            or Reason.PeriodRunning
            or Reason.DrainUnfinished => StatusCodes.Status409Conflict,
            _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "a reason without a status"),
        };

    private static ProblemHttpResult Of(Reason reason, string rule, string detail, string nextStep) =>
        Make(StatusOf(reason), reason.ToString(), rule, detail, nextStep);

    /// <summary>A problem whose reason is no <see cref="Reason"/>.</summary>
    public static ProblemHttpResult Make(int status, string reason, string rule, string detail, string nextStep) =>
        TypedResults.Problem(
            new ProblemDetails
            {
                Status = status,
                Type = $"urn:trading:refusal:{reason}",
                Title = reason,
                Detail = detail,
                Extensions =
                {
                    ["reason"] = reason,
                    ["rule"] = rule,
                    ["nextStep"] = nextStep,
                },
            }
        );
}
