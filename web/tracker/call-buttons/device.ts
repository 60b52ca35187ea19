import { field } from '../../fields.ts';

/** What a browser says of the device that it runs on. */
export interface Device {
  readonly userAgent: string;
  /** Client hint `mobile`; undefined where the browser gives none. */
  readonly mobileHint: boolean | undefined;
  readonly touchPoints: number;
  /** The main pointer is a finger. */
  readonly isCoarse: boolean;
  /** There is a mouse, a trackpad or a pen as well. */
  readonly hasFine: boolean;
  /** The shorter side of the screen, whatever the window is like, CSS px. */
  readonly shortSide: number;
}

/** Tablets and others that say `Mobile`, or `iPhone` as an iPod does, and place no calls. */
const others = /iPad|iPod|Tablet|PlayBook|Silk|\bVR\b/;
/** Phones say so; what Android runs on besides, tablets and televisions, leaves it out. */
const phones = /iPhone|Mobi|Windows Phone|Opera Mini/;

/** The least shorter side of tablets, CSS px: Android draws that line, and no iPad is below it. */
const tabletSide = 600;

/**
 * Does one call with it? A phone that asks for the desktop's pages names itself a Macintosh or a Linux computer, as iPads and Android
 * tablets do: those are told by finger and screen, never by the width of a window.
 */
export function isPhone({ userAgent, mobileHint, touchPoints, isCoarse, hasFine, shortSide }: Device): boolean {
  if (others.test(userAgent)) return false;
  if (phones.test(userAgent)) return true;
  if (userAgent.includes('Android')) return false;
  const isHeld = touchPoints > 0 && isCoarse && !hasFine;
  return (mobileHint === true || isHeld) && shortSide < tabletSide;
}

export function thisDevice(): Device {
  const mobileHint = field(field(navigator, 'userAgentData'), 'mobile');
  return {
    userAgent: navigator.userAgent,
    mobileHint: typeof mobileHint === 'boolean' ? mobileHint : undefined,
    touchPoints: navigator.maxTouchPoints,
    isCoarse: matchMedia('(pointer: coarse)').matches,
    hasFine: matchMedia('(any-pointer: fine)').matches,
    shortSide: Math.min(screen.width, screen.height),
  };
}
