/** Words of the page that an expert who was drawn opens on the phone. */
export default {
  name: 'Notice for experts',
  heading: 'Please report for evaluation',
  loading: 'Opening the notice …',
  when: 'Time',
  at: '{weekday}, {day} {month}, {time}',
  month: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
  weekday: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
  beijing: 'Beijing time',
  where: 'Place',
  number: 'Your number',
  drawn: 'Drawn at {time}',
  away: 'The server cannot be reached; it is tried again by itself.',
  awayKept: 'The server cannot be reached; it is tried again by itself. Below stands what was opened before.',
  again: 'Try now',
  answer: {
    title: 'Will you come?',
    yes: 'I will come',
    no: 'I cannot come',
    once: 'There is one answer, the first that arrives; it counts as keys 1 and 2 on the telephone do.',
    busy: 'Sending …',
    lost: 'Your answer did not get through. Please press again.',
    other: 'You had answered before; the first answer stands.',
  },
  check: {
    title: 'You cannot come?',
    final: 'This cannot be taken back: the next expert takes the seat.',
    noReason: 'No reason is needed.',
    yes: 'I cannot come',
    back: 'Go back',
  },
  state: {
    Confirmed: {
      title: 'Answered: you will come',
      help: 'Please be there in time. If something comes between, call at once.',
    },
    Declined: {
      title: 'Answered: you cannot come',
      help: 'Thank you; you need not come this time. Time, place and number are erased here.',
    },
    Silent: {
      title: 'No answer came in time',
      help: 'The next expert took the seat; you need not come. Time, place and number are erased here.',
    },
    CalledOff: {
      title: 'You are not needed any more: please do not come',
      help:
        'What you were told of is called off, whatever you answered. Why, nobody here knows. Time, place and number ' +
        'are erased here; if you are needed another time you will be told again.',
    },
    Over: { title: 'This notice is over', help: 'Reporting ended long ago; nothing of it is kept here.' },
    unknown: {
      title: 'This notice does not open',
      help: 'The link may be cut off, or is not the one that was sent to you. Open it from the message again, or call.',
    },
    damaged: {
      title: 'The link is not complete',
      help: 'Open the whole link from the message again. Behind the # stand 32 characters.',
    },
    insecure: {
      title: 'This browser cannot open it',
      help: 'Use the browser of your phone, and the whole link that begins with https.',
    },
  },
  bring: {
    title: 'What to bring',
    items: ['Your identity card', 'The number of 12 digits: show this page, or write it down'],
  },
  door: {
    title: 'Once you are there',
    items: [
      'Show your identity card at the desk and say the 12 digits.',
      'Then hand in your phone and other devices at the door; you get them back when you leave.',
      'Once all are there, evaluation waits until bids are opened: who works for a bidder is asked to leave then.',
      'What is evaluated you will learn at your seat; please keep the whole day.',
    ],
  },
  secret: {
    title: 'Keep it to yourself',
    items: [
      'Tell nobody that you were drawn.',
      'Do not pass this page on: whoever has the link sees the number and can answer for you.',
    ],
  },
  call: { title: 'Whom to call', dial: 'Call', none: 'Please ask the trading centre that notified you.' },
  pledge: {
    title: 'The pledge',
    lead: 'Please read it beforehand. It is signed at your seat, not here.',
    items: [
      'I have no interest in any bidder. Where I find that I have to avoid, I say so at once and leave.',
      'I judge independently, by the facts and fairly; nobody influences me, and I answer for what I say.',
      'I do not meet bidders in private and accept neither gifts nor other advantages.',
      'I never tell anybody how the evaluation went, and take no papers or notes with me.',
      'I keep the rules of the evaluation and accept supervision.',
    ],
  },
  print: 'Print this page',
  foot: 'No sign-in; it is shown while it is open, and not kept on your phone.',
};
