/**
 * The switch of a person whose words the platform keeps from the bot, with who that is: said while it is on, or when
 * asked.
 *
 * @param set called with what the switch is to be
 */
export function createProtection(root, set) {
  const [strip, on, who, why] = ['.protection', '.protect', '.who-is', '.why'].map((one) =>
    root.querySelector(one),
  );
  let asked = false;
  strip.hidden = false;
  why.id = `${root.id}-why`;
  on.setAttribute('aria-describedby', why.id);
  who.setAttribute('aria-controls', why.id);

  function show() {
    strip.classList.toggle('on', on.checked);
    why.hidden = !asked && !on.checked;
    who.hidden = on.checked;
    who.ariaExpanded = String(asked);
  }

  on.addEventListener('change', () => {
    set(on.checked);
    show();
  });
  who.addEventListener('click', () => {
    asked = !asked;
    show();
  });
  show();
  return {
    /** What the platform says it is. */
    show(is) {
      on.checked = is;
      show();
    },
  };
}
